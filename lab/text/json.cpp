#include "lab/text/json.hpp"

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

std::string to_text(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace faultline
