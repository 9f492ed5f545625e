#include "sim/language/document.hpp"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

#include "sim/language/among.hpp"
#include "sim/language/input_file.hpp"
#include "sim/language/syntax_error.hpp"
#include "sim/language/token_scanner.hpp"

namespace faultline {

namespace {

constexpr std::size_t deepest = 100;
constexpr std::size_t largest = std::size_t{16} << 20;  ///< a file, in bytes

/// Builds the tree of Nodes from nlohmann's events; the scanner keeps step with them.
class TreeBuilder : public nlohmann::json_sax<nlohmann::json> {
 public:
  TreeBuilder(std::string_view text, Document& document)
      : text_(text), scanner_(text), document_(document) {}

  bool null() override { return add(Node::Form::null), true; }
  bool boolean(bool value) override {
    add(Node::Form::boolean).truth = value;
    return true;
  }
  bool number_integer(number_integer_t value) override {
    return number(static_cast<double>(value), fmt::format("{}", value));
  }
  bool number_unsigned(number_unsigned_t value) override {
    return number(static_cast<double>(value), fmt::format("{}", value));
  }
  bool number_float(number_float_t value, const string_t& digits) override {
    return number(value, digits);
  }
  bool string(string_t& value) override {
    add(Node::Form::text).text = value;
    return true;
  }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(Node::Form::object); }
  bool start_array(std::size_t) override { return open(Node::Form::list); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& key) override {
    auto& parent = *open_.back();
    auto place = scanner_.next();
    place.pointer = pointer_to(parent.place.pointer, key);
    const auto [first, fresh] = keys_.back().emplace(key, place.line);
    if (!fresh)
      document_.problems.add(
          place, fmt::format("\"{}\" appears twice; first at line {}", key, first->second));
    parent.members.push_back({key, place, {}});
    return true;
  }

  bool parse_error(std::size_t byte, const std::string& last,
                   const nlohmann::detail::exception& error) override {
    const auto wrong = syntax_error(text_, {byte, last, error.what()});
    auto place = TokenScanner(text_).place_of(wrong.byte);
    if (!open_.empty()) place.pointer = open_.back()->place.pointer;
    document_.problems.add(place, wrong.message);
    return false;
  }

 private:
  Node& add(Node::Form form) {
    auto place = scanner_.next();
    Node& node = slot(place);
    place.pointer = node.place.pointer;
    node.place = place;
    node.form = form;
    return node;
  }

  Node& slot(const Place& place) {
    if (open_.empty()) return document_.root;
    auto& parent = *open_.back();
    if (parent.form == Node::Form::list) {
      auto& item = parent.items.emplace_back();
      item.place.pointer =
          pointer_to(parent.place.pointer, std::to_string(parent.items.size() - 1));
      return item;
    }
    auto& member = parent.members.back();
    member.value.place = place;
    member.value.place.pointer = member.place.pointer;
    return member.value;
  }

  bool number(double value, std::string digits) {
    auto& node = add(Node::Form::number);
    node.number = value;
    node.text = std::move(digits);
    return true;
  }

  bool open(Node::Form form) {
    auto& node = add(form);
    open_.push_back(&node);
    keys_.emplace_back();
    if (open_.size() <= deepest) return true;
    document_.problems.add(node.place, fmt::format("more than {} levels of nesting", deepest));
    return false;
  }

  bool close() {
    scanner_.next();
    open_.pop_back();
    keys_.pop_back();
    return true;
  }

  std::string_view text_;
  TokenScanner scanner_;
  Document& document_;
  std::vector<Node*> open_;
  std::vector<std::map<std::string, int>> keys_;  ///< of each of them, and their lines
};

}  // namespace

std::string pointer_to(const std::string& parent, std::string_view key) {
  auto pointer = parent + "/";
  for (const char letter : key) {
    if (letter == '~')
      pointer += "~0";
    else if (letter == '/')
      pointer += "~1";
    else
      pointer += letter;
  }
  return pointer;
}

std::string path_to(const std::string& pointer) {
  std::string path;
  for (std::size_t i = 1; i < pointer.size(); ++i) {
    if (pointer[i] == '~' && i + 1 < pointer.size())
      path += pointer[++i] == '1' ? '/' : '~';
    else
      path += pointer[i] == '/' ? '.' : pointer[i];
  }
  return path;
}

const Node* Node::find(std::string_view key) const {
  const auto* member = find_among(members, key, &Member::key);
  return member ? &member->value : nullptr;
}

Node* Node::find(std::string_view key) {
  return const_cast<Node*>(static_cast<const Node*>(this)->find(key));
}

std::string Node::described() const {
  switch (form) {
    case Form::null:
      return "null";
    case Form::boolean:
      return truth ? "true" : "false";
    case Form::number:
      return "the number " + text;
    case Form::text:
      return "the text \"" + text + "\"";
    case Form::list:
      return "a list";
    case Form::object:
      break;
  }
  return "an object";
}

Document parse_document(std::string_view text, std::string file) {
  Document document{file, {}, Problems{file}};
  TreeBuilder builder(text, document);
  const bool whole = nlohmann::json::sax_parse(text.begin(), text.end(), &builder,
                                               nlohmann::json::input_format_t::json, true, true);
  if (!whole) document.problems.raise();
  return document;
}

Document read_document(const std::string& file) {
  const auto fail = [&](const std::string& why) {
    throw ScenarioError(fmt::format("{}: cannot be read: {}", file, why));
  };
  const auto input = read_file(file, largest);
  if (!input.why.empty()) fail(input.why);
  if (input.content.empty()) fail("the file is empty");
  return parse_document(input.content, is_stream(file) ? "standard input" : file);
}

}  // namespace faultline
