#include <fmt/format.h>

#include <algorithm>

#include "models/scenario/mentions.hpp"
#include "models/scenario/outline.hpp"
#include "models/scenario/validation.hpp"

namespace faultline {

namespace {

/// Checks the topics of one design, and who publishes to them and consumes them.
class TopicCheck {
 public:
  TopicCheck(const Scenario& scenario, const Outline& outline, Problems& problems)
      : scenario_(scenario), outline_(outline), design_(*outline.design), problems_(problems) {}

  void check() {
    for (const auto& [name, place, topic] : design_.topics) {
      check_ends(name, place);
      if (topic.broker) check_broker(topic);
    }
    for (const auto& [name, place, broker] : design_.brokers)
      if (brokers_known_ && std::ranges::none_of(design_.topics, [&](const auto& topic) {
            return topic.value.broker && topic.value.broker->name == name;
          }))
        problems_.add(place, fmt::format("no topic stands on broker \"{}\"", name));
    for (const auto& [name, place, subscription] : design_.subscriptions)
      if (const auto* topic = find_entry(design_.topics, subscription.topic.name))
        check_consumption(subscription, topic->value, place);
    for (const auto& fault : scenario_.faults)
      if (const auto partition = fault->strikes_partition()) check_leader(*fault, *partition);
  }

 private:
  void check_ends(const std::string& name, const Place& place) {
    const auto publishes = [&](const Outline::Item& item) { return outline_.feeds(item, name); };
    const auto consumes = [&](const Entry<SubscriptionSettings>& entry) {
      return entry.value.topic.name == name;
    };
    if (std::ranges::none_of(outline_.operations, publishes))
      problems_.add(place, fmt::format("nobody publishes to topic \"{}\"", name));
    if (std::ranges::none_of(design_.subscriptions, consumes))
      problems_.add(place, fmt::format("nobody consumes topic \"{}\"", name));
  }

  void check_broker(const TopicSettings& topic) {
    const auto* broker = find_entry(design_.brokers, topic.broker->name);
    if (!broker) {
      brokers_known_ = false;
      problems_.add(topic.broker->place,
                    not_among("broker", topic.broker->name, names_in(design_.brokers)));
    } else if (topic.replicas > broker->value.nodes) {
      problems_.add(topic.broker->place,
                    fmt::format("{} replicas on the {} nodes of broker \"{}\"", topic.replicas,
                                broker->value.nodes, broker->name));
    }
  }

  void check_leader(const Fault& fault, std::size_t partition) {
    const auto& [text, place] = fault.target();
    const auto target = parse_target(text);
    const auto* topic = target ? find_entry(design_.topics, target->part) : nullptr;
    if (!topic || problems_.told_at(place)) return;
    const auto count = topic->value.partitions.value_or(1);
    if (!topic->value.broker)
      problems_.add(place, fmt::format("topic \"{}\" stands on no \"broker\" whose nodes lead it",
                                       topic->name));
    else if (partition >= static_cast<std::size_t>(count))
      problems_.add(place, fmt::format("topic \"{}\" has {} partition{}, counted from 0",
                                       topic->name, count, count == 1 ? "" : "s"));
  }

  void check_consumption(const SubscriptionSettings& subscription, const TopicSettings& topic,
                         const Place& place) {
    const auto& consumption = subscription.consumption;
    const auto& name = subscription.topic.name;
    if (topic.partitions && consumption.most_consumers() > *topic.partitions)
      problems_.warn(place, fmt::format("{} consumers for the {} partitions of topic \"{}\": {} "
                                        "of them have nothing to do",
                                        consumption.most_consumers(), *topic.partitions, name,
                                        consumption.most_consumers() - *topic.partitions));
    if (consumption.fetch && !topic.partitions)
      problems_.add(place, fmt::format("\"fetch\": topic \"{}\" has no \"partitions\", and a queue "
                                       "hands its events out as they come",
                                       name));
    if (!consumption.ordered) return;
    const bool keys = scenario_.workload->keys().has_value();
    if (!topic.partitions && consumption.consumers > 1)
      problems_.add(place, fmt::format("the consumers of topic \"{}\" compete for its events: "
                                       "order needs \"partitions\"",
                                       name));
    else if (topic.partitions && *topic.partitions > 1 && !(topic.keyed.value_or(keys) && keys))
      problems_.add(place,
                    fmt::format("topic \"{}\" has no keys: the order of events about one key "
                                "needs \"keyed\", and \"keys\" in the workload",
                                name));
  }

  const Scenario& scenario_;
  const Outline& outline_;
  const DesignSettings& design_;
  Problems& problems_;
  bool brokers_known_ = true;  ///< every topic's
};

}  // namespace

void check_topics(const Scenario& scenario, const Outline& outline, Problems& problems) {
  TopicCheck(scenario, outline, problems).check();
}

}  // namespace faultline
