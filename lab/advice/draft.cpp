#include "lab/advice/draft.hpp"

#include <set>
#include <vector>

#include "lab/text/json.hpp"
#include "models/scenario/outline.hpp"
#include "models/scenario/validation/validation.hpp"
#include "sim/engine/check.hpp"

namespace faultline {

namespace {

std::string unescaped(std::string_view part) {
  std::string key;
  for (std::size_t i = 0; i < part.size(); ++i) {
    const bool slash = part.substr(i).starts_with("~1");
    const bool tilde = part.substr(i).starts_with("~0");
    key += slash ? '/' : part[i];
    i += slash || tilde;
  }
  return key;
}

/// The keys of a JSON pointer.
std::vector<std::string> keys_of(std::string_view pointer) {
  std::vector<std::string> keys;
  while (!pointer.empty()) {
    pointer.remove_prefix(1);
    const auto end = std::min(pointer.find('/'), pointer.size());
    keys.push_back(unescaped(pointer.substr(0, end)));
    pointer.remove_prefix(end);
  }
  return keys;
}

std::string pointer_of(const std::vector<std::string>& keys) {
  std::string pointer;
  for (const auto& key : keys) pointer = pointer_to(pointer, key);
  return pointer;
}

Node& child(Node& node, std::string_view key) {
  if (node.form == Node::Form::list) return node.items.at(std::stoul(std::string(key)));
  auto* found = node.find(key);
  check(found != nullptr, "a place of the scenario is in its document");
  return *found;
}

Node& object_in(Node& object, std::string_view key) {
  if (auto* found = object.find(key)) return *found;
  return set(object, key, json("{}"));
}

}  // namespace

Draft::Draft(Document document, std::string design)
    : document_(std::move(document)), design_(std::move(design)) {}

Node& Draft::own_design() { return child(child(document_.root, "designs"), design_); }

/// The pointer to the same in the design's own copy of an operation.
std::string Draft::owned(const std::string& pointer) {
  auto keys = keys_of(pointer);
  if (keys.size() < 2 || keys.front() != "operations") return pointer;
  const auto& operation = keys[1];
  auto& design = own_design();
  if (!design.find(operation))
    set(design, operation, child(child(document_.root, "operations"), operation));
  keys.front() = design_;
  keys.insert(keys.begin(), "designs");
  return pointer_of(keys);
}

Node& Draft::at(const std::string& pointer) {
  auto* node = &document_.root;
  for (const auto& key : keys_of(pointer)) node = &child(*node, key);
  return *node;
}

Node& Draft::step_at(const Place& place) {
  const auto pointer = owned(place.pointer);
  return at(pointer.substr(0, pointer.rfind('/')));
}

Draft::Spot Draft::spot_of(const Place& place) {
  auto keys = keys_of(owned(place.pointer));
  keys.pop_back();
  const auto number = std::stoul(keys.back());
  keys.pop_back();
  return {at(pointer_of(keys)), number};
}

void Draft::add_operation(const std::string& name, Node steps) {
  set(own_design(), name, std::move(steps));
}

Node& Draft::value_at(const Place& place) { return at(place.pointer); }
Node& Draft::table(std::string_view name) { return object_in(own_design(), name); }
Node& Draft::shared_table(std::string_view name) { return object_in(document_.root, name); }

Document Draft::reread() const {
  return parse_document(to_text(to_json(document_.root)), document_.file);
}

/// Whether there were any. A shared operation is not reached in a design that has its own.
bool Draft::remove_unreached() {
  auto document = reread();
  const auto scenario = checked_scenario(document);
  std::set<std::string> reached;
  for (const auto& [name, place, design] : scenario.designs) {
    const auto outline = outline_of(scenario, design);
    const auto reaches = outline.reached_from(scenario.entries(), true);
    for (std::size_t i = 0; i < reaches.size(); ++i)
      if (reaches[i]) reached.insert(outline.operations[i].place.pointer);
  }
  const auto remove = [&](Node& table, const std::string& pointer) {
    return std::erase_if(table.members, [&](const Member& member) {
      return member.key.find('.') != std::string::npos &&
             !reached.contains(pointer_to(pointer, member.key));
    });
  };
  auto removed = remove(own_design(), pointer_to("/designs", design_));
  if (auto* shared = document_.root.find("operations")) removed += remove(*shared, "/operations");
  return removed > 0;
}

Document Draft::finished() {
  while (remove_unreached()) continue;
  return reread();
}

Node json(std::string_view text) { return parse_document(text, "").root; }

Node text_value(std::string text) {
  Node node;
  node.form = Node::Form::text;
  node.text = std::move(text);
  return node;
}

Node object_with(std::string_view key, std::string text) {
  auto object = json("{}");
  set(object, key, text_value(std::move(text)));
  return object;
}

Node& set(Node& object, std::string_view key, Node value) {
  auto* found = object.find(key);
  if (!found) {
    object.members.push_back({std::string(key), {}, {}});
    found = &object.members.back().value;
  }
  return *found = std::move(value);
}

Node& policies_of(Node& step) {
  if (auto* found = step.find("policies")) return *found;
  return set(step, "policies", json("[]"));
}

}  // namespace faultline
