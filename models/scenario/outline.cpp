#include "models/scenario/outline.hpp"

#include <algorithm>

#include "sim/language/among.hpp"

namespace faultline {

const Outline::Item* Outline::find(const std::string& name) const {
  const auto found = numbers.find(name);
  return found == numbers.end() ? nullptr : &operations[found->second];
}

Outline outline_of(const Scenario& scenario, const DesignSettings& design) {
  Outline outline{&design, {}, {}};
  const auto add = [&](const Entry<Steps>& entry) {
    outline.numbers.try_emplace(entry.name, outline.operations.size());
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

bool Outline::Item::consumes(const std::string& topic) const {
  return subscription && among(subscription->consumed(), topic);
}

bool Outline::Item::carries_to(const std::string& topic) const {
  return subscription && among(subscription->fed(), topic);
}

std::vector<Reference> Outline::needs_topics(const Item& item) const {
  std::vector<Reference> needed;
  for (const auto& topic : item.mentions.waits_for)
    if (find_entry(design->topics, topic.name)->value.acks != Acknowledgement::none)
      needed.push_back(topic);
  return needed;
}

bool Outline::carried_to(const std::string& topic) const {
  return std::ranges::any_of(operations, [&](const Item& item) { return item.carries_to(topic); });
}

bool Outline::buries_in(const std::string& topic) const {
  return std::ranges::any_of(operations, [&](const Item& item) {
    return item.subscription && item.subscription->consumption.dead_letter.name &&
           item.subscription->consumption.dead_letter.name->name == topic;
  });
}

bool Outline::feeds(const Item& item, const std::string& topic) const {
  const auto captured = [&](const Reference& store) {
    const auto* capture = find_entry(design->captures, store.name);
    return capture && capture->value.topic.name == topic;
  };
  return among(item.mentions.publishes, topic) || item.carries_to(topic) ||
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
  std::map<std::string, std::vector<const Item*>> consumers;
  for (const auto& item : operations)
    if (item.subscription)
      for (const auto& topic : item.subscription->consumed())
        consumers[topic.name].push_back(&item);
  const auto deliver = [&](const std::vector<Reference>& topics) {
    for (const auto& topic : topics)
      if (const auto found = consumers.find(topic.name); found != consumers.end())
        for (const auto* consumer : found->second) reach(consumer);
  };
  for (const auto& entry : entries) reach(find(entry));
  while (!open.empty()) {
    const auto* item = open.back();
    open.pop_back();
    for (const auto& call : item->mentions.calls) reach(find(call.operation.name));
    if (!events) continue;
    deliver(item->mentions.publishes);
    if (item->subscription) deliver(item->subscription->fed());
    for (const auto& written : item->mentions.writes)
      if (const auto* capture = find_entry(design->captures, written.name))
        deliver({capture->value.topic});
  }
  return reached;
}

}  // namespace faultline
