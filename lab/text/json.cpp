#include "lab/text/json.hpp"

#include <algorithm>

namespace faultline {

Json to_json(const Node& node) {
  switch (node.form) {
    case Node::Form::null:
      return nullptr;
    case Node::Form::boolean:
      return node.truth;
    case Node::Form::number:
      return Json::parse(node.text);
    case Node::Form::text:
      return node.text;
    case Node::Form::list: {
      auto list = Json::array();
      for (const auto& item : node.items) list.push_back(to_json(item));
      return list;
    }
    case Node::Form::object:
      break;
  }
  auto object = Json::object();
  for (const auto& member : node.members) object[member.key] = to_json(member.value);
  return object;
}

namespace {

std::string dumped(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

bool is_list_of_numbers(const Json& json) {
  return json.is_array() && json.size() > 1 && std::ranges::all_of(json, [](const Json& item) {
           return item.is_number() || item.is_null();
         });
}

void append(std::string& text, const Json& json, const std::string& indent) {
  if (!json.is_structured() || json.empty() || is_list_of_numbers(json)) {
    text += dumped(json);
    return;
  }
  const auto deeper = indent + "  ";
  const char* before = json.is_object() ? "{\n" : "[\n";
  for (const auto& [key, value] : json.items()) {
    text += before + deeper;
    if (json.is_object()) text += dumped(key) + ": ";
    append(text, value, deeper);
    before = ",\n";
  }
  text += "\n" + indent + (json.is_object() ? "}" : "]");
}

}  // namespace

std::string to_text(const Json& json) {
  std::string text;
  append(text, json, "");
  return text + "\n";
}

}  // namespace faultline
