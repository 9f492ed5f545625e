#include <fmt/format.h>

#include <algorithm>

#include "sim/language/document.hpp"

namespace faultline {

namespace {

Node parse_value(std::string_view text) {
  try {
    return parse_document(text, "").root;
  } catch (const ScenarioError&) {
    Node node;
    node.form = Node::Form::text;
    node.text = text;
    return node;
  }
}

void place_below(Node& node, const Place& place) {
  node.place = place;
  for (auto& member : node.members) {
    member.place = {0, 0, pointer_to(place.pointer, member.key), place.option};
    place_below(member.value, member.place);
  }
  for (std::size_t i = 0; i < node.items.size(); ++i)
    place_below(node.items[i], {0, 0, pointer_to(place.pointer, std::to_string(i)), place.option});
}

/// The item of that number, or null.
const Node* item_at(const Node& list, std::string_view key) {
  const bool numeric = !key.empty() && key.find_first_not_of("0123456789") == key.npos;
  const auto index = numeric && key.size() < 9 ? std::stoul(std::string(key)) : list.items.size();
  return index < list.items.size() ? &list.items[index] : nullptr;
}

/// The value below `node` at `key`; an object gets the key if it has none.
Node& step_into(Node& node, std::string_view key, std::string_view assignment) {
  if (node.form == Node::Form::list) {
    if (const auto* item = item_at(node, key)) return const_cast<Node&>(*item);
    throw ScenarioError(fmt::format("--set {}: {} has no item \"{}\" (it has {}, counted from 0)",
                                    assignment, node.place.pointer, key, node.items.size()));
  }
  if (node.form != Node::Form::object)
    throw ScenarioError(fmt::format("--set {}: {} is {}, so it has no \"{}\"", assignment,
                                    node.place.pointer, node.described(), key));
  if (auto* found = node.find(key)) return *found;
  auto& member = node.members.emplace_back();
  member.key = key;
  member.place = {0, 0, pointer_to(node.place.pointer, key), "--set"};
  member.value.form = Node::Form::object;
  member.value.place = member.place;
  return member.value;
}

/// The longest key of `node` that `path` begins with, so that "operations.order.place.0" finds
/// "order.place"; else the part up to the next dot.
std::string_view first_key(const Node& node, std::string_view path) {
  auto key = path.substr(0, path.find('.'));
  for (const auto& member : node.members) {
    const bool begins = path.starts_with(member.key) &&
                        (path.size() == member.key.size() || path[member.key.size()] == '.');
    if (begins && member.key.size() > key.size()) key = path.substr(0, member.key.size());
  }
  return key;
}

/// A misspelt "service.operation" on the way would be taken for a field called "service".
void check_dotted(const Document& document, const Node& node, std::string_view path,
                  std::string_view assignment) {
  const auto dot = path.find('.');
  if (&node == &document.root || node.form != Node::Form::object || dot == path.npos ||
      node.find(path.substr(0, dot)))
    return;
  std::vector<std::string> names;
  for (const auto* table : {&node, document.root.find("operations")})
    for (const auto& member : table ? table->members : std::vector<Member>{})
      if (member.key.find('.') != member.key.npos) names.push_back(member.key);
  const auto name = path.substr(0, path.find('.', dot + 1));
  if (!nearest(name, names).empty())
    throw ScenarioError(fmt::format("--set {}: {} has {}", assignment, node.place.pointer,
                                    not_among("key", name, names)));
}

}  // namespace

const Node* value_at(const Document& document, std::string_view path) {
  const auto* node = &document.root;
  while (node && !path.empty()) {
    const auto key = first_key(*node, path);
    node = node->form == Node::Form::list ? item_at(*node, key) : node->find(key);
    path.remove_prefix(std::min(path.size(), key.size() + 1));
  }
  return node;
}

void set_value(Document& document, std::string_view assignment, std::string_view option) {
  const auto equals = assignment.find('=');
  if (equals == assignment.npos || equals == 0)
    throw ScenarioError(fmt::format("--set {}: expected key.path=value", assignment));
  auto path = assignment.substr(0, equals);
  auto* node = &document.root;
  while (!path.empty()) {
    const auto key = first_key(*node, path);
    if (key.find('.') == key.npos) check_dotted(document, *node, path, assignment);
    node = &step_into(*node, key, assignment);
    path.remove_prefix(std::min(path.size(), key.size() + 1));
  }
  const auto pointer = node->place.pointer;
  *node = parse_value(assignment.substr(equals + 1));
  place_below(*node, {0, 0, pointer, std::string(option)});
}

}  // namespace faultline
