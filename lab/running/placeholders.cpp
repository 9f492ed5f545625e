#include "lab/running/placeholders.hpp"

#include <cctype>

#include "sim/language/among.hpp"

namespace faultline {

std::vector<std::string> placeholders_in(const std::string& text) {
  std::vector<std::string> found;
  filled(text, [&](const std::string& placeholder) {
    found.push_back(placeholder);
    return placeholder;
  });
  return found;
}

bool braces_match(const std::string& text) {
  bool open = false;
  for (const char letter : text) {
    if (letter != '{' && letter != '}') continue;
    if (open == (letter == '{')) return false;
    open = !open;
  }
  return !open;
}

std::string filled(const std::string& text,
                   const std::function<std::string(const std::string&)>& words) {
  std::string result;
  std::size_t at = 0;
  while (at < text.size()) {
    const auto open = std::min(text.find('{', at), text.size());
    result += text.substr(at, open - at);
    if (open == text.size()) break;
    const auto close = std::min(text.find('}', open), text.size());
    result += words(text.substr(open + 1, close - open - 1));
    at = close + 1;
  }
  return result;
}

std::optional<Observation> observation_in(const std::string& placeholder,
                                          const Scenario& scenario) {
  for (const auto& design : names_in(scenario.designs)) {
    if (!placeholder.starts_with(design + ".")) continue;
    const auto rest = placeholder.substr(design.size() + 1);
    const auto blank = std::min(rest.find(' '), rest.size());
    return Observation{design, rest.substr(0, blank),
                       blank == rest.size() ? "" : rest.substr(blank + 1)};
  }
  return std::nullopt;
}

std::optional<std::string> setting_in_words(const Node* setting) {
  using Form = Node::Form;
  if (!setting || (setting->form != Form::number && setting->form != Form::text))
    return std::nullopt;
  const auto& text = setting->text;
  const auto digits = text.find_first_not_of("0123456789.");
  const bool quantity = digits != text.npos && digits > 0 &&
                        std::isalpha(static_cast<unsigned char>(text[digits])) != 0;
  return quantity ? text.substr(0, digits) + " " + text.substr(digits) : text;
}

std::string with_settings(const std::string& text, const Document& document) {
  return filled(text, [&](const std::string& placeholder) {
    return setting_in_words(value_at(document, placeholder)).value_or("{" + placeholder + "}");
  });
}

}  // namespace faultline
