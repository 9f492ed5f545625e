#include <fmt/format.h>

#include <algorithm>

#include "lab/advice/calls.hpp"
#include "lab/advice/remedy.hpp"
#include "sim/language/among.hpp"

namespace faultline::remedies {

namespace {

/// The store of the caller's own service that the caller writes; empty where there is none.
std::string own_store_of(const Wiring& wiring, const Outline::Item& item) {
  for (const auto& written : item.mentions.writes) {
    const auto& store = find_entry(wiring.scenario().stores, written.name)->value;
    if (store.owner.name == service_in(item.name)) return written.name;
  }
  return "";
}

/// As many as the service has workers, so that it processes no more at once than before.
std::int64_t consumers_of(const Wiring& wiring, const std::string& operation) {
  const auto& service = find_entry(wiring.scenario().services, service_in(operation))->value;
  return std::min<std::int64_t>(64, service.instances * service.workers);
}

std::string topic_for(const Wiring& wiring, const std::string& operation) {
  auto topic = operation + "-requested";
  std::ranges::replace(topic, '.', '-');
  while (find_entry(wiring.design().topics, topic)) topic += "-too";
  return topic;
}

struct Event {
  std::string topic;
  std::string store;   ///< with the outbox; empty: none
  std::string broker;  ///< empty: the topic stands on a node of its own
  std::int64_t consumers;
};

void publish_instead(Draft& draft, const BlockingCall& call, const Event& event) {
  set(draft.table("topics"), event.topic,
      event.broker.empty() ? json("{}") : object_with("broker", event.broker));
  auto subscription = json(fmt::format(R"({{ "consumers": {} }})", event.consumers));
  set(subscription, "topic", text_value(event.topic));
  set(draft.table("subscriptions"), call.to.name, std::move(subscription));
  auto& step = draft.step_at(call.to.place);
  auto publish = object_with("publish", event.topic);
  if (const auto* contract = step.find("contract")) set(publish, "contract", *contract);
  if (!event.store.empty()) {
    auto outbox = object_with("store", event.store);
    set(outbox, "tail", text_value("20ms"));
    set(publish, "outbox", std::move(outbox));
  }
  step = std::move(publish);
}

/// A call whose effects nobody needs for the answer. One that only asks for data has to be
/// answered, and so has one that is all that the client asks for.
std::vector<Applied> calls_to_events(const Wiring& wiring) {
  std::vector<Applied> found;
  const auto& brokers = wiring.design().brokers;
  for (const auto& call : blocking_calls(wiring)) {
    if (!brings_effects(wiring, call.to.name) || !leaves_effects(wiring, call)) continue;
    const Event event{topic_for(wiring, call.to.name), own_store_of(wiring, *call.from),
                      brokers.empty() ? "" : brokers.front().name,
                      consumers_of(wiring, call.to.name)};
    const auto what = fmt::format("{} publishes an event{} instead of calling {}", call.from->name,
                                  event.store.empty() ? "" : " by an outbox", call.to.name);
    found.push_back({what, [=](Draft& draft) { publish_instead(draft, call, event); }});
  }
  return found;
}

}  // namespace

RemedyKind call_to_event() {
  return {"call to event",
          "Publishes an event instead of a blocking call, by an outbox where the caller writes a "
          "store of its own.",
          "effects come after the answer; events wait, come twice and out of order",
          calls_to_events};
}

}  // namespace faultline::remedies
