#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "models/instances/mentions.hpp"
#include "models/scenario/outline.hpp"
#include "models/scenario/validation/validation.hpp"
#include "sim/language/among.hpp"

namespace faultline {

namespace {

/// Checks the topics of one design, and who publishes to them and consumes them.
class TopicCheck {
 public:
  TopicCheck(const Scenario& scenario, const Outline& outline, Problems& problems)
      : scenario_(scenario), outline_(outline), design_(*outline.design), problems_(problems) {}

  void check() {
    const bool fed_known = known(&SubscriptionSettings::fed);
    consumed_known_ = fed_known && known(&SubscriptionSettings::consumed);
    published_known_ = fed_known && publishes_known();
    for (const auto& [name, place, topic] : design_.topics) {
      check_ends(name, place);
      if (topic.broker) check_broker(topic);
      check_effects(topic);
    }
    for (const auto& [name, place, broker] : design_.brokers)
      if (brokers_known_ && std::ranges::none_of(design_.topics, [&](const auto& topic) {
            return topic.value.broker && topic.value.broker->name == name;
          }))
        problems_.add(place, fmt::format("broker \"{}\" holds no topic", name));
    for (const auto& broker : design_.brokers) check_leading(broker);
    check_expiring();
    for (const auto& subscription : design_.subscriptions) check_carried(subscription);
    for (const auto& [name, place, subscription] : design_.subscriptions)
      for (const auto& consumed : subscription.topics)
        if (const auto* topic = find_entry(design_.topics, consumed.name))
          check_consumption(subscription, consumed.name, topic->value, place);
    for (const auto& fault : scenario_.faults)
      if (const auto partition = fault->strikes_partition()) check_leader(*fault, *partition);
    for (const auto& fault : scenario_.faults)
      if (fault->moves_partitions()) check_moves(*fault);
    for (const auto& fault : scenario_.faults)
      if (const auto group = fault->group()) check_struck(*fault, *group);
  }

 private:
  bool is_topic(const Reference& topic) const {
    return find_entry(design_.topics, topic.name) != nullptr;
  }
  bool known(std::vector<Reference> (SubscriptionSettings::*topics)() const) const {
    return std::ranges::all_of(design_.subscriptions, [&](const auto& entry) {
      return std::ranges::all_of((entry.value.*topics)(),
                                 [&](const Reference& topic) { return is_topic(topic); });
    });
  }
  bool publishes_known() const {
    const auto publishes = [&](const Outline::Item& item) {
      return std::ranges::all_of(item.mentions.publishes,
                                 [&](const Reference& topic) { return is_topic(topic); });
    };
    const auto captures = [&](const auto& entry) { return is_topic(entry.value.topic); };
    return std::ranges::all_of(outline_.operations, publishes) &&
           std::ranges::all_of(design_.captures, captures);
  }

  void check_ends(const std::string& name, const Place& place) {
    const auto publishes = [&](const Outline::Item& item) { return outline_.feeds(item, name); };
    const auto consumes = [&](const Entry<SubscriptionSettings>& entry) {
      return among(entry.value.consumed(), name);
    };
    if (published_known_ && std::ranges::none_of(outline_.operations, publishes))
      problems_.add_loose(place, fmt::format("no operation publishes to topic \"{}\"", name));
    if (consumed_known_ && !outline_.buries_in(name) &&
        std::ranges::none_of(design_.subscriptions, consumes))
      problems_.add_loose(place, fmt::format("no operation consumes topic \"{}\"", name));
  }

  /// What failed must not come out of the same topic again, nor to consumers that had no part in
  /// it.
  void check_carried(const Entry<SubscriptionSettings>& own) {
    auto before = names_in(own.value.topics);
    for (const auto& to : own.value.fed()) {
      if (among(before, to.name))
        problems_.add(
            to.place,
            fmt::format("failed events would be consumed from topic \"{}\" again", to.name));
      before.push_back(to.name);
      for (const auto& other : design_.subscriptions)
        if (other.name < own.name && retries_in(other.value, to) && retries_in(own.value, to))
          problems_.add(to.place, fmt::format("topic \"{}\" is also a retry topic of \"{}\", which "
                                              "would process the events that failed here",
                                              to.name, other.name));
    }
  }

  static bool retries_in(const SubscriptionSettings& subscription, const Reference& topic) {
    return among(subscription.consumption.retry, topic.name,
                 [](const RetryTopic& retry) -> const std::string& { return retry.topic.name; });
  }

  /// Only out of a queue can a single event go.
  void check_expiring() {
    for (const auto& item : outline_.operations)
      for (const auto& to : item.mentions.expiring)
        if (const auto* topic = find_entry(design_.topics, to.name);
            topic && topic->value.partitions && !problems_.told_at(to.place))
          problems_.add(
              to.place,
              fmt::format(
                  "topic \"{}\" has \"partitions\": its events are kept for its \"retention\"",
                  to.name));
  }

  void check_broker(const TopicSettings& topic) {
    const auto* broker = find_entry(design_.brokers, topic.broker->name);
    if (!broker) {
      brokers_known_ = false;
      problems_.add_loose(topic.broker->place,
                          not_among("broker", topic.broker->name, names_in(design_.brokers)));
    } else if (topic.replicas > broker->value.nodes) {
      problems_.add(topic.places.replicas,
                    fmt::format("{} replicas, but only {} nodes in broker \"{}\"", topic.replicas,
                                broker->value.nodes, broker->name));
    }
  }

  void check_leading(const Entry<BrokerSettings>& broker) {
    const auto nobody_else_leads = [&](const Entry<TopicSettings>& topic) {
      return !topic.value.broker || topic.value.broker->name != broker.name ||
             topic.value.replicas == 1;
    };
    if (broker.value.lead_again && std::ranges::all_of(design_.topics, nobody_else_leads))
      problems_.warn(broker.value.place_of_lead_again,
                     "it has no effect: none of its topics has \"replicas\"");
  }

  void check_effects(const TopicSettings& topic) {
    if (topic.keyed.value_or(false) && !scenario_.workload->keys())
      problems_.warn(topic.places.keyed, "it has no effect: the workload has no \"keys\"");
    std::set<std::int64_t> priorities;
    for (const auto& entry : scenario_.workload->classes()) priorities.insert(entry.value.priority);
    if (topic.priority && priorities.size() < 2)
      problems_.warn(topic.places.priority,
                     "it has no effect: no request class has a higher \"priority\" than another");
  }

  /// Some design has to have partitions that its consumers have.
  void check_moves(const Fault& fault) {
    const auto target = fault.target().part();
    if (!target || !find_entry(scenario_.services, target->name) ||
        problems_.told_at(fault.target_place()))
      return;
    const auto has_partitions = [&](const Entry<DesignSettings>& design) {
      return std::ranges::any_of(design.value.subscriptions, [&](const auto& entry) {
        const auto consumed = entry.value.consumed();
        return service_in(entry.name) == target->name &&
               std::ranges::any_of(consumed, [&](const Reference& named) {
                 const auto* topic = find_entry(design.value.topics, named.name);
                 return !topic || topic->value.partitions;
               });
      });
    };
    if (std::ranges::none_of(scenario_.designs, has_partitions))
      problems_.add(
          fault.target_place(),
          fmt::format(
              "\"{}\" consumes no topic with \"partitions\"; only partitions can be rebalanced",
              target->name));
  }

  /// Some design has to have that group, on the topic that is struck.
  void check_struck(const Fault& fault, const Reference& group) {
    if (problems_.told_at(group.place)) return;
    const auto consumes = [&](const Entry<DesignSettings>& design) {
      const auto* own = find_entry(design.value.subscriptions, group.name);
      return own && own->value.owns(fault.target().named().name);
    };
    std::vector<std::string> legal;
    for (const auto& design : scenario_.designs)
      for (const auto& own : design.value.subscriptions)
        if (own.value.owns(fault.target().named().name)) legal.push_back(own.name);
    if (std::ranges::none_of(scenario_.designs, consumes))
      problems_.add(group.place, not_among("group of consumers of that topic", group.name, legal));
  }

  void check_leader(const Fault& fault, const Fault::Partition& partition) {
    const auto& place = fault.target_place();
    const auto target = fault.target().part();
    const auto* topic = target ? find_entry(design_.topics, target->name) : nullptr;
    if (!topic || problems_.told_at(place)) return;
    const auto count = topic->value.partitions.value_or(1);
    if (!topic->value.broker)
      problems_.add(place, fmt::format("topic \"{}\" has no \"broker\" whose nodes could lead it",
                                       topic->name));
    else if (partition.number >= static_cast<std::size_t>(count))
      problems_.add(partition.place,
                    fmt::format("no partition {}: topic \"{}\" has {} partition{}, counted from 0",
                                partition.number, topic->name, count, count == 1 ? "" : "s"));
  }

  void check_consumption(const SubscriptionSettings& subscription, const std::string& name,
                         const TopicSettings& topic, const Place& place) {
    const auto& consumption = subscription.consumption;
    if (topic.partitions && consumption.most_consumers() > *topic.partitions)
      problems_.warn(
          place,
          fmt::format("{} consumers for the {} partitions of topic \"{}\": {} of them are idle",
                      consumption.most_consumers(), *topic.partitions, name,
                      consumption.most_consumers() - *topic.partitions));
    if (!topic.partitions)
      for (const auto& field : consumption.of_logs)
        problems_.warn(field.place,
                       fmt::format("it has no effect: topic \"{}\" has no \"partitions\"", name));
    if (topic.partitions && consumption.buries_any_unprocessed())
      problems_.add(place, fmt::format("\"dead_letter_also\": topic \"{}\" has \"partitions\", "
                                       "whose events are not owned by a single group",
                                       name));
    if (consumption.fetch && !topic.partitions)
      problems_.add(place, fmt::format("\"fetch\": topic \"{}\" has no \"partitions\", and a queue "
                                       "delivers its events as they arrive",
                                       name));
    if (!consumption.ordered) return;
    const bool keys = scenario_.workload->keys().has_value();
    if (!topic.partitions && consumption.consumers > 1)
      problems_.add(place, fmt::format("the consumers of topic \"{}\" compete for its events: "
                                       "order needs \"partitions\"",
                                       name));
    else if (topic.partitions && *topic.partitions > 1 && !(topic.keyed.value_or(keys) && keys))
      problems_.add(place, fmt::format("topic \"{}\" has no keys: order by key needs \"keyed\", "
                                       "and \"keys\" in the workload",
                                       name));
  }

  const Scenario& scenario_;
  const Outline& outline_;
  const DesignSettings& design_;
  Problems& problems_;
  bool brokers_known_ = true;    ///< every topic's
  bool consumed_known_ = true;   ///< all that are consumed are topics
  bool published_known_ = true;  ///< all that are published to
};

}  // namespace

void check_topics(const Scenario& scenario, const Outline& outline, Problems& problems) {
  TopicCheck(scenario, outline, problems).check();
}

}  // namespace faultline
