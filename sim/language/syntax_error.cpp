#include "sim/language/syntax_error.hpp"

#include <algorithm>
#include <cctype>

namespace faultline {

namespace {

/// nlohmann's words without its own code, place and repetition of the text.
std::string_view detail_in(std::string_view what) {
  const auto dash = what.find(" - ");
  const auto bracket = what.find("] ");
  if (dash != what.npos)
    what.remove_prefix(dash + 3);
  else if (bracket != what.npos)
    what.remove_prefix(bracket + 2);
  return what.substr(0, what.find("; last read: "));
}

/// The bytes of `last` before its control characters were spelt out.
std::size_t length_of(std::string_view last) {
  constexpr std::string_view spelt = "<U+0000>";
  auto length = last.size();
  for (auto at = last.find("<U+00"); at != last.npos; at = last.find("<U+00", at + 1))
    length -= spelt.size() - 1;
  return length;
}

std::size_t start_of_word(std::string_view text, std::size_t at) {
  const auto in_word = [&](std::size_t byte) {
    const auto letter = static_cast<unsigned char>(text[byte]);
    return std::isalnum(letter) || letter == '.' || letter == '-' || letter == '+';
  };
  while (at > 0 && in_word(at) && in_word(at - 1)) --at;
  return at;
}

std::size_t start_of_error(std::string_view text, const ParserReport& report,
                           std::string_view detail) {
  const auto read = std::min(report.read, text.size());
  if (detail.substr(0, detail.find(';')).find("string") != detail.npos)
    return read - std::min(read, length_of(report.last));
  if (read < report.read || read == 0) return text.size();
  return start_of_word(text, read - 1);
}

std::string_view hint(std::string_view text, std::size_t byte, std::string_view detail) {
  const auto before = text.substr(0, byte).find_last_not_of(" \t\r\n");
  const bool closes = detail.starts_with("unexpected '}'") || detail.starts_with("unexpected ']'");
  if (closes && before != text.npos && text[before] == ',') return " (a comma too many before it?)";
  const bool begins = detail.starts_with("unexpected '{'") ||
                      detail.starts_with("unexpected '['") ||
                      detail.find(" literal; ") != detail.npos;
  const bool goes_on = detail.ends_with("expected '}'") || detail.ends_with("expected ']'");
  return begins && goes_on ? " (a comma missing before it?)" : "";
}

}  // namespace

SyntaxError syntax_error(std::string_view text, const ParserReport& report) {
  const auto detail = detail_in(report.what);
  const auto byte = start_of_error(text, report, detail);
  return {byte, "not valid JSON: " + std::string(detail) + std::string(hint(text, byte, detail))};
}

}  // namespace faultline
