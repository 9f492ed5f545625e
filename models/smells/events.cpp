#include <fmt/format.h>

#include "models/smells/smell.hpp"

/// Smells of events and of change.
namespace faultline {

namespace {

template <class See>
void each_subscription(const Wiring& wiring, See see) {
  for (const auto* item : wiring.items())
    if (item->subscription)
      see(*item, find_entry(wiring.design().subscriptions, item->name)->place);
}

std::vector<Found> find_not_idempotent(const Wiring& wiring) {
  std::vector<Found> found;
  each_subscription(wiring, [&](const Outline::Item& item, const Place& place) {
    const auto& group = item.subscription->consumption;
    const bool acts = !item.mentions.effects.empty() || !item.mentions.writes.empty();
    if (acts && group.delivery == Delivery::at_least_once && !group.remembers)
      found.push_back({place, fmt::format("{} may process an event twice, and does not remember "
                                          "which it has processed",
                                          item.name)});
  });
  return found;
}

std::vector<Found> find_blocking_events(const Wiring& wiring) {
  std::vector<Found> found;
  each_subscription(wiring, [&](const Outline::Item& item, const Place& place) {
    const auto& group = item.subscription->consumption;
    for (const auto& topic : item.subscription->topics)
      if (!group.attempts && group.blocks() && group.delivery != Delivery::at_most_once &&
          find_entry(wiring.design().topics, topic.name)->value.partitions)
        found.push_back(
            {place, fmt::format("an event of topic {} that {} cannot process blocks its "
                                "partition for ever",
                                topic.name, item.name)});
  });
  return found;
}

std::vector<Found> find_single_brokers(const Wiring& wiring) {
  std::vector<Found> found;
  for (const auto& [name, place, broker] : wiring.design().brokers)
    if (broker.nodes == 1) found.push_back({place, fmt::format("broker {} has one node", name)});
  for (const auto& [name, place, topic] : wiring.design().topics)
    if (!topic.broker) found.push_back({place, fmt::format("topic {} stands on one node", name)});
  return found;
}

std::vector<Found> find_lockstep(const Wiring& wiring) {
  std::vector<Found> found;
  for (const auto* release : wiring.scenario().releases_of(wiring.design())) {
    if (release->services.size() < 2) continue;
    std::string services;
    for (const auto& service : release->services)
      services += (services.empty() ? "" : ", ") + service.name;
    found.push_back({release->name.place, fmt::format("release \"{}\" moves {} together",
                                                      release->name.name, services)});
  }
  return found;
}

std::vector<Found> find_strict_readers(const Wiring& wiring) {
  std::vector<Found> found;
  for (const auto* item : wiring.items())
    for (const auto& parse : item->mentions.parses)
      if (parse.style == ReaderStyle::strict)
        found.push_back({parse.contract.place,
                         fmt::format("{} fails on any field of contract {} that it does not expect",
                                     item->name, parse.contract.name)});
  return found;
}

}  // namespace

SmellKind not_idempotent() {
  return {"not idempotent", Severity::warning,
          "A consumer with at-least-once delivery acts twice on an event that is delivered twice.",
          "remember processed events (\"remembers\"), or make the effect idempotent",
          find_not_idempotent};
}

SmellKind missing_dead_letter() {
  return {"missing dead letter", Severity::warning,
          "An event that always fails stops all events behind it.",
          "limit the attempts (\"attempts\"), and put such events aside", find_blocking_events};
}

SmellKind single_broker() {
  return {"single broker node", Severity::note, "Events stop with one node.",
          "give the topic a broker with several nodes and replicas", find_single_brokers};
}

SmellKind lockstep() {
  return {"lockstep group", Severity::error,
          "Services have to be released together: they are one deployment in several parts.",
          "expand and contract the format, so that each can be released alone", find_lockstep};
}

SmellKind brittle_format() {
  return {"brittle format", Severity::warning,
          "A strict reader breaks with every change of the format, even an addition.",
          "read only the fields that are used (\"tolerant\")", find_strict_readers};
}

}  // namespace faultline
