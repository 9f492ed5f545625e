#include <fmt/format.h>

#include <algorithm>

#include "models/outline.hpp"
#include "models/placement.hpp"
#include "models/validation.hpp"
#include "sim/units.hpp"

namespace faultline {

namespace {

std::string in_words(Duration span) {
  return write_quantity(static_cast<double>(span.count()), duration_quantity());
}

/// The least time that an answer from `to` can take on its way there and back.
Duration round_trip(const Scenario& scenario, const PlatformSpec& spec, const std::string& from,
                    const std::string& to) {
  auto least = Duration::max();
  for (const auto& asking : hosts_of(scenario, from))
    for (const auto& asked : hosts_of(scenario, to))
      if (const auto latency = latency_between(spec, asking, asked))
        least = std::min(least, 2 * *latency);
  return least == Duration::max() ? Duration::zero() : least;
}

Surroundings surroundings(const Scenario& scenario, const std::string& target) {
  const auto& workload = *scenario.workload;
  const auto* service = find_entry(scenario.services, target);
  return {.keys = workload.keys().has_value(),
          .classes = workload.classes().size() > 1,
          .clients = workload.several_clients(),
          .shards = service ? service->value.shards : 1};
}

/// Checks the policies around one call against each other, and against the way to what is asked.
class StackCheck {
 public:
  StackCheck(Duration round_trip, Duration run, const Surroundings& around, Problems& problems)
      : round_trip_(round_trip), run_(run), around_(around), problems_(problems) {}

  void check(const Policies& stack) {
    for (std::size_t i = 0; i < stack.size(); ++i) {
      check_delay(*stack[i], std::min(limit_, limit_within(stack, i + 1)));
      check(*stack[i]);
    }
  }

 private:
  /// The time limits that stand right inside, before anything that may take longer than they do.
  static Duration limit_within(const Policies& stack, std::size_t from) {
    auto limit = Duration::max();
    for (auto i = from; i < stack.size() && stack[i]->time_limit(); ++i)
      limit = std::min(limit, *stack[i]->time_limit());
    return limit;
  }

  void check_delay(const Policy& policy, Duration limit) {
    const auto acts = policy.acts_after();
    if (acts && *acts >= limit)
      tell(policy,
           fmt::format("it would never act: it waits for {}, and the call is given up after "
                       "{}",
                       in_words(*acts), in_words(limit)));
  }

  void check(const Policy& policy) {
    const auto limit = policy.time_limit();
    const auto slow = policy.slow_after();
    const auto rests = policy.rests_for();
    if (limit && *limit <= round_trip_)
      tell(policy, fmt::format("no answer can come within {}: the way there and back takes {}",
                               in_words(*limit), in_words(round_trip_)));
    if (slow && *slow <= round_trip_)
      tell(policy, fmt::format("every answer takes longer than {}, since the way there and back "
                               "takes {}: all would count as failed",
                               in_words(*slow), in_words(round_trip_)));
    if (rests && *rests >= run_ && !problems_.told_at(policy.place()))
      problems_.warn(policy.place(),
                     fmt::format("{}: once open for {} it closes no more before the run of {} ends",
                                 policy.kind(), in_words(*rests), in_words(run_)));
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

  Duration round_trip_;
  Duration run_;
  Surroundings around_;
  Duration limit_ = Duration::max();
  Problems& problems_;
};

}  // namespace

void check_calls(const Scenario& scenario, Problems& problems) {
  const auto check = [&](const PlatformSpec& spec, const std::string& from,
                         const Mentions::Stack& stack) {
    const auto target = service_in(stack.around.name);
    const auto way = round_trip(scenario, spec, from, target);
    StackCheck(way, scenario.run.length, surroundings(scenario, target), problems)
        .check(*stack.policies);
  };
  for (const auto& design : scenario.designs) {
    const auto spec = spec_of(scenario, design.value);
    for (const auto& item : outline_of(scenario, design.value).operations)
      for (const auto& stack : item.mentions.stacks) check(spec, service_in(item.name), stack);
    const auto& transaction = scenario.transaction;
    check(spec, "client", {&transaction.policies, transaction.entry});
    const auto way = round_trip(scenario, spec, "client", service_in(transaction.entry.name));
    if (transaction.deadline <= way && !problems.told_at(transaction.entry.place))
      problems.add(
          transaction.entry.place,
          fmt::format("no answer can come within the deadline of {}: the way there and back "
                      "takes {}",
                      in_words(transaction.deadline), in_words(way)));
  }
}

}  // namespace faultline
