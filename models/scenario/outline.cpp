#include "models/scenario/outline.hpp"

#include <algorithm>

namespace faultline {

const Outline::Item* Outline::find(std::string_view name) const {
  const auto found = std::find_if(operations.begin(), operations.end(),
                                  [&](const Item& item) { return item.name == name; });
  return found == operations.end() ? nullptr : &*found;
}

Outline outline_of(const Scenario& scenario, const DesignSettings& design) {
  Outline outline{&design, {}};
  const auto add = [&](const Entry<Steps>& entry) {
    auto& item = outline.operations.emplace_back(
        Outline::Item{entry.name, entry.place, &entry.value, {}, nullptr});
    for (const auto& step : entry.value)
      if (step) step->mention(item.mentions);
    const auto* subscription = find_entry(design.subscriptions, entry.name);
    if (subscription) item.subscription = &subscription->value;
  };
  for (const auto& entry : scenario.operations)
    if (!find_entry(design.operations, entry.name)) add(entry);
  for (const auto& entry : design.operations) add(entry);
  return outline;
}

bool Outline::feeds(const Item& item, const std::string& topic) const {
  const auto captured = [&](const Reference& store) {
    const auto* capture = find_entry(design->captures, store.name);
    return capture && capture->value.topic.name == topic;
  };
  return std::ranges::count(item.mentions.publishes, topic, &Reference::name) > 0 ||
         std::ranges::any_of(item.mentions.writes, captured);
}

std::vector<bool> Outline::reached_from(const std::vector<std::string>& entries,
                                        bool events) const {
  std::vector<bool> reached(operations.size());
  std::vector<const Item*> open;
  const auto reach = [&](const Item* item) {
    if (!item || reached[static_cast<std::size_t>(item - operations.data())]) return;
    reached[static_cast<std::size_t>(item - operations.data())] = true;
    open.push_back(item);
  };
  for (const auto& entry : entries) reach(find(entry));
  while (!open.empty()) {
    const auto* item = open.back();
    open.pop_back();
    for (const auto& call : item->mentions.calls) reach(find(call.operation.name));
    if (!events) continue;
    for (const auto& other : operations)
      if (other.subscription && feeds(*item, other.subscription->topic.name)) reach(&other);
  }
  return reached;
}

}  // namespace faultline
