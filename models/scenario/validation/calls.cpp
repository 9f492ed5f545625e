#include <fmt/format.h>

#include <algorithm>

#include "models/scenario/structure/design_times.hpp"
#include "models/scenario/validation/validation.hpp"
#include "sim/language/units.hpp"

namespace faultline {

void check_consumers(const Scenario& scenario, const Outline& outline, Problems& problems);

namespace {

Surroundings surroundings(const Scenario& scenario, const std::string& target) {
  const auto& workload = *scenario.workload;
  const auto* service = find_entry(scenario.services, target);
  return {.keys = workload.keys().has_value(),
          .classes = workload.classes().size() > 1,
          .clients = workload.several_clients(),
          .shards = service ? service->value.shards : 1,
          .instances = service ? service->value.most_instances() : 1};
}

/// How many calls of this step one caller can have under way at once: as many as work at a time,
/// and for each what a request asks for at once. Of events several may be worked on beside the
/// workers.
std::optional<std::int64_t> most_at_once(const Scenario& scenario, const Outline::Item& item,
                                         const Mentions::Stack& stack) {
  if (item.subscription) return std::nullopt;
  return find_entry(scenario.services, service_in(item.name))->value.workers * stack.at_once;
}

/// Checks the policies around one call against each other, and against the least time of an answer.
class StackCheck {
 public:
  StackCheck(Duration least, Duration run, const Surroundings& around, Problems& problems)
      : least_(least), run_(run), around_(around), problems_(problems) {}

  void check(const Policies& stack) {
    for (std::size_t i = 0; i < stack.size(); ++i) {
      check_delay(*stack[i], std::min(limit_, limit_within(stack, i + 1)));
      check_within(*stack[i]);
      check(*stack[i]);
    }
  }

 private:
  /// The time limits further in, up to the first policy that may take longer than they do.
  static Duration limit_within(const Policies& stack, std::size_t from) {
    auto limit = Duration::max();
    for (auto i = from; i < stack.size() && !stack[i]->takes_time(); ++i)
      limit = std::min(limit, stack[i]->time_limit().value_or(limit));
    return limit;
  }

  void check_delay(const Policy& policy, Duration limit) {
    const auto acts = policy.acts_after();
    if (acts && *acts >= limit)
      tell(policy,
           fmt::format("it would never act: it waits for {}, but the call is given up after {}",
                       written(*acts), written(limit)));
  }

  /// What stands further out gives the call up before this one comes to act.
  void check_within(const Policy& policy) {
    const auto limit = policy.time_limit();
    if (limit && *limit > limit_ && !policy.travels())
      tell(policy,
           fmt::format(
               "it would never act: it waits for {}, but a policy around it gives up after {}",
               written(*limit), written(limit_)));
    const auto pause = policy.pauses_for();
    if (pause && *pause >= limit_)
      tell(policy, fmt::format("it would never retry: it waits for {} before a retry, but the call "
                               "is given up after {}",
                               written(*pause), written(limit_)));
  }

  void check(const Policy& policy) {
    const auto limit = policy.time_limit();
    const auto slow = policy.slow_after();
    const auto rests = policy.rests_for();
    if (limit && *limit <= least_)
      tell(policy, fmt::format("no response can arrive within {}: it takes at least {}",
                               written(*limit), written(least_)));
    if (slow && *slow < least_)
      tell(policy,
           fmt::format(
               "every response takes longer than {} (at least {}): all would count as failures",
               written(*slow), written(least_)));
    if (rests && *rests >= run_ && !problems_.told_at(policy.place()))
      problems_.warn(
          policy.place(),
          fmt::format("{}: once open, for {}, it does not close again before the run of {} ends",
                      policy.kind(), written(*rests), written(run_)));
    if (const auto idle = policy.idle_in(around_);
        !idle.empty() && !problems_.told_at(policy.place()))
      problems_.warn(policy.place(), fmt::format("{}: {}", policy.kind(), idle));
    if (limit) limit_ = std::min(limit_, *limit);
  }

  /// What several designs share is told of once.
  void tell(const Policy& policy, const std::string& message) {
    if (!problems_.told_at(policy.place()))
      problems_.add(policy.place(), policy.kind() + ": " + message);
  }

  Duration least_;
  Duration run_;
  Surroundings around_;
  Duration limit_ = Duration::max();
  Problems& problems_;
};

/// A field of one of them is wrong, so that what they do together is not known.
bool misread(const Policies& stack, const Problems& told) {
  return std::ranges::any_of(
      stack, [&](const auto& policy) { return told.told_within(policy->place().pointer); });
}

void check_limits(const Outline::Item& item, const LeastTimes& times, Problems& problems) {
  for (const auto& [step, within, place] : item.mentions.limits) {
    const auto least = step->least(times, service_in(item.name));
    if (within <= least && !problems.told_at(place))
      problems.add(place, fmt::format("it can never finish within {}: it takes at least {}",
                                      written(within), written(least)));
  }
}

}  // namespace

void check_calls(const Scenario& scenario, Problems& problems) {
  const auto told = problems;
  for (const auto& design : scenario.designs) {
    const auto outline = outline_of(scenario, design.value);
    const DesignTimes times(scenario, outline, DesignTimes::Of::messages_and_work);
    check_consumers(scenario, outline, problems);
    const auto check = [&](const std::string& from, const Mentions::Stack& stack,
                           std::optional<std::int64_t> at_once) {
      if (misread(*stack.policies, told)) return;
      const auto& asked = stack.around.name;
      auto around = surroundings(scenario, service_in(asked));
      around.at_once = at_once;
      StackCheck(times.call(from, asked, stack.sizes), scenario.run.length, around, problems)
          .check(*stack.policies);
    };
    for (const auto& item : outline.operations) {
      for (const auto& stack : item.mentions.stacks)
        check(service_in(item.name), stack, most_at_once(scenario, item, stack));
      check_limits(item, times, problems);
    }
    const auto& transaction = scenario.transaction;
    check("client", {&transaction.policies, transaction.entry, transaction.sizes}, std::nullopt);
    const auto least = times.call("client", transaction.entry.name, transaction.sizes);
    if (transaction.deadline <= least && !problems.told_within("/transaction/deadline") &&
        !problems.told_at(transaction.entry.place))
      problems.add(
          transaction.entry.place,
          fmt::format("no response can arrive within the deadline of {}: it takes at least {}",
                      written(transaction.deadline), written(least)));
  }
}

}  // namespace faultline
