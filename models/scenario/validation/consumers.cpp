#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "models/scenario/structure/design_times.hpp"
#include "models/scenario/validation/validation.hpp"
#include "sim/language/among.hpp"
#include "sim/language/units.hpp"

namespace faultline {

namespace {

/// Finds operations whose events come back to them without end, each circle told once. An operation
/// that remembers what it had ends it.
class EventCircles {
 public:
  EventCircles(const Outline& outline, Problems& problems)
      : outline_(outline), problems_(problems) {
    for (const auto& item : outline.operations)
      if (item.subscription && !item.subscription->consumption.remembers)
        for (const auto& topic : item.subscription->consumed())
          consumers_[topic.name].push_back(&item);
  }

  void search() {
    for (const auto& item : outline_.operations) follow(item, {});
  }

 private:
  /// Steps of a way: the operation, and the topic by which it came there, or by a call.
  struct Stop {
    const Outline::Item* item;
    std::string by;
  };

  void follow(const Outline::Item& item, const std::string& by) {
    const auto [known, fresh] = is_on_way_.try_emplace(&item, true);
    if (!fresh && known->second) return tell(std::ranges::find(way_, &item, &Stop::item), by);
    if (!fresh) return;
    way_.push_back({&item, by});
    const auto& mentions = item.mentions;
    for (const auto& call : mentions.calls)
      if (const auto* next = outline_.find(call.operation.name);
          next && always(item, call.operation))
        follow(*next, {});
    for (const auto& topic : mentions.publishes)
      if (always(item, topic)) follow_events(topic.name);
    for (const auto& store : mentions.writes)
      if (const auto* capture = find_entry(outline_.design->captures, store.name);
          capture && always(item, store))
        follow_events(capture->value.topic.name);
    way_.pop_back();
    is_on_way_[&item] = false;
  }

  void follow_events(const std::string& topic) {
    if (const auto found = consumers_.find(topic); found != consumers_.end())
      for (const auto* consumer : found->second) follow(*consumer, topic);
  }

  static bool always(const Outline::Item& item, const Reference& named) {
    return std::ranges::count(item.mentions.by_chance, named.place) == 0;
  }

  void tell(std::vector<Stop>::iterator from, const std::string& by) {
    auto circle = from->item->name;
    for (auto at = from + 1; at != way_.end(); ++at) circle += led_by(at->by) + at->item->name;
    circle += led_by(by) + from->item->name;
    problems_.warn(from->item->place, "events circulate without end: " + circle);
  }

  static std::string led_by(const std::string& topic) {
    return topic.empty() ? " -> " : fmt::format(" -> \"{}\" -> ", topic);
  }

  const Outline& outline_;
  Problems& problems_;
  std::map<std::string, std::vector<const Outline::Item*>> consumers_;  ///< by topic
  std::map<const Outline::Item*, bool> is_on_way_;  ///< of all that were followed
  std::vector<Stop> way_;
};

/// Checks limits of topics and of their consumers that can never be met.
class LimitsCheck {
 public:
  LimitsCheck(const Scenario& scenario, const Outline& outline, Problems& problems)
      : outline_(outline),
        problems_(problems),
        times_(scenario, outline, DesignTimes::Of::messages_and_work) {}

  void check() {
    for (const auto& item : outline_.operations) {
      if (item.subscription) check_times(item, *item.subscription);
      for (const auto& stack : item.mentions.stacks)
        check_size(stack.around.name, stack.sizes.request, stack.around.place);
    }
    for (const auto& capture : outline_.design->captures)
      check_size(capture.value.topic.name, capture.value.size, capture.place);
    for (const auto& subscription : outline_.design->subscriptions)
      for (const auto& fed : subscription.value.fed())
        check_size(fed.name, subscription.value.consumption.size, fed.place);
  }

 private:
  void check_times(const Outline::Item& item, const SubscriptionSettings& subscription) {
    const auto least = times_.steps(item);
    const auto& group = subscription.consumption;
    if (group.max_poll && *group.max_poll < least)
      if (const auto* field = find_among(group.of_logs, "max_poll"))
        problems_.warn(
            field->place,
            fmt::format("no consumer can finish within {}: \"{}\" takes {} for one event",
                        written(*group.max_poll), item.name, written(least)));
    if (group.delivery == Delivery::at_most_once) return;
    for (const auto& consumed : subscription.consumed()) {
      const auto* topic = find_entry(outline_.design->topics, consumed.name);
      if (topic && topic->value.visibility && *topic->value.visibility < least)
        problems_.warn(
            topic->value.places.visibility,
            fmt::format(
                "every event is delivered again: \"{}\" takes {} for one event, more than {}",
                item.name, written(least), written(*topic->value.visibility)));
    }
  }

  void check_size(const std::string& name, Bytes size, const Place& place) {
    const auto* topic = find_entry(outline_.design->topics, name);
    if (topic && topic->value.never_has_room(size.count) && !problems_.told_at(place))
      problems_.add(place, fmt::format("topic \"{}\" never has room for an event of {} B "
                                       "(\"capacity_size\")",
                                       name, size.count));
  }

  const Outline& outline_;
  Problems& problems_;
  DesignTimes times_;
};

}  // namespace

void check_consumers(const Scenario& scenario, const Outline& outline, Problems& problems) {
  LimitsCheck(scenario, outline, problems).check();
  EventCircles(outline, problems).search();
}

}  // namespace faultline
