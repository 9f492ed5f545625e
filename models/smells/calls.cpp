#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "models/policies/policy.hpp"
#include "models/smells/smell.hpp"

/// Smells of blocking calls.
namespace faultline {

namespace {

/// The calls that an operation waits for; those whose failure only degrades it, too.
std::vector<Reference> calls_of(const Outline::Item& item) {
  std::vector<Reference> calls;
  for (const auto& call : item.mentions.calls) calls.push_back(call.operation);
  return calls;
}

std::vector<Found> find_chatty_pairs(const Wiring& wiring) {
  constexpr std::int64_t few_enough = 2;
  std::vector<Found> found;
  for (const auto* item : wiring.items()) {
    std::map<std::string, std::pair<std::int64_t, Place>> counts;
    for (const auto& call : item->mentions.calls) {
      auto& [count, place] = counts[service_in(call.operation.name)];
      if (count++ == 0) place = call.operation.place;
    }
    for (const auto& [service, count] : counts)
      if (count.first > few_enough)
        found.push_back({count.second, fmt::format("{} calls {} {} times for one request",
                                                   item->name, service, count.first)});
  }
  return found;
}

/// Services that call each other in a circle, although no operation does.
std::vector<Found> find_cycles(const Wiring& wiring) {
  std::map<std::string, std::map<std::string, Place>> calls;
  for (const auto* item : wiring.items())
    for (const auto& call : calls_of(*item))
      if (service_in(call.name) != service_in(item->name))
        calls[service_in(item->name)].try_emplace(service_in(call.name), call.place);
  std::vector<Found> found;
  for (const auto& [from, callees] : calls)
    for (const auto& [to, place] : callees) {
      const auto back = calls.find(to);
      if (from < to && back != calls.end() && back->second.contains(from))
        found.push_back({place, fmt::format("{} calls {}, and {} calls {}", from, to, to, from)});
    }
  return found;
}

/// Of the services that call each other: a service to which more than half of the others are
/// joined, and not by chance of there being few.
std::vector<Found> find_hubs(const Wiring& wiring) {
  constexpr std::ptrdiff_t few_enough = 4;
  std::map<std::string, int> numbers;
  std::map<const Outline::Item*, int> service;
  for (const auto* item : wiring.items())
    service[item] =
        numbers.try_emplace(service_in(item->name), static_cast<int>(numbers.size())).first->second;
  std::vector<std::vector<int>> callers(numbers.size());
  std::vector<std::vector<int>> callees(numbers.size());
  for (const auto* item : wiring.items())
    for (const auto* asked : wiring.asked_by(*item)) {
      if (!asked || service[asked] == service[item]) continue;
      callers[service[asked]].push_back(service[item]);
      callees[service[item]].push_back(service[asked]);
    }
  const auto each_once = [](std::vector<int> list) {
    std::ranges::sort(list);
    list.erase(std::ranges::unique(list).begin(), list.end());
    return list;
  };
  const auto others = std::ssize(numbers) - 1;
  std::vector<Found> found;
  for (const auto& [name, number] : numbers) {
    const auto above = each_once(callers[number]);
    const auto below = each_once(callees[number]);
    auto joined = above;
    joined.insert(joined.end(), below.begin(), below.end());
    const auto all = std::ssize(each_once(joined));
    if (all <= few_enough || 2 * all <= others) continue;
    found.push_back({find_entry(wiring.scenario().services, name)->place,
                     fmt::format("{} is called by {} and calls {} of the other {} services", name,
                                 above.size(), below.size(), others)});
  }
  return found;
}

bool limits_time(const Policies& policies) {
  return std::ranges::any_of(policies,
                             [](const auto& policy) { return policy->time_limit().has_value(); });
}

/// Where nobody further up has set a deadline that travels.
std::vector<Found> find_no_timeouts(const Wiring& wiring) {
  const auto travels = [](const Policies& policies) {
    return std::ranges::any_of(policies, [](const auto& policy) { return policy->travels(); });
  };
  if (travels(wiring.scenario().transaction.policies)) return {};
  std::vector<Found> found;
  std::set<std::pair<const Outline::Item*, const Outline::Item*>> told;
  for (const auto* item : wiring.items())
    for (std::size_t i = 0; const auto* asked : wiring.asked_by(*item)) {
      const auto& stack = item->mentions.stacks[i++];
      if (!asked || limits_time(*stack.policies)) continue;
      if (!told.insert({item, asked}).second) continue;
      found.push_back({stack.around.place, fmt::format("{} waits for {} without a time limit",
                                                       item->name, asked->name)});
    }
  return found;
}

std::vector<Found> find_unbounded_queues(const Wiring& wiring) {
  std::set<std::string> called;
  for (const auto* item : wiring.items())
    for (const auto& call : calls_of(*item)) called.insert(service_in(call.name));
  std::vector<Found> found;
  for (const auto& service : called) {
    const auto& [name, place, settings] = *find_entry(wiring.scenario().services, service);
    if (!settings.queue)
      found.push_back({place, fmt::format("{} has {} workers, and any number of requests may wait "
                                          "for them",
                                          name, settings.workers)});
  }
  return found;
}

/// What changes something each time, and is asked for again where nobody knows whether it did.
std::vector<Found> find_unsafe_retries(const Wiring& wiring) {
  std::vector<Found> found;
  std::set<std::string> told;
  for (const auto* item : wiring.items())
    for (std::size_t i = 0; const auto* callee : wiring.asked_by(*item)) {
      const auto& stack = item->mentions.stacks[i++];
      const bool repeats = std::ranges::any_of(
          *stack.policies, [](const auto& policy) { return policy->may_repeat(); });
      if (!callee || !repeats) continue;
      const auto& mentions = callee->mentions;
      if (mentions.effects.empty() && mentions.writes.empty()) continue;
      if (!told.insert(item->name + " " + callee->name).second) continue;
      std::int64_t attempts = 1;
      for (const auto& policy : *stack.policies) attempts *= policy->most_attempts();
      const auto what = mentions.effects.empty()
                            ? "writes store " + mentions.writes.front().name
                            : "has the effect \"" + mentions.effects.front().name + "\"";
      found.push_back(
          {stack.around.place, fmt::format("{} asks {} up to {} times, which {} each time",
                                           item->name, callee->name, attempts, what)});
    }
  return found;
}

}  // namespace

SmellKind chatty_pair() {
  return {
      "chatty pair", Severity::warning,
      "One operation calls the same service more than twice: the two are one service in two parts.",
      "make one call of them, or move the operation", find_chatty_pairs};
}

SmellKind cyclic_dependency() {
  return {"cyclic dependency", Severity::warning,
          "Two services call each other: neither can be released or fail alone.",
          "turn one direction into an event", find_cycles};
}

SmellKind hub() {
  return {"hub", Severity::warning,
          "One service is joined by calls to more than half of the others, and to five at least: "
          "its failures and its changes reach them all.",
          "split it by what it is asked for, or let events carry what need not be asked",
          find_hubs};
}

SmellKind unsafe_retry() {
  return {"unsafe retry", Severity::warning,
          "A call that changes something is repeated after a timeout or a failure, when it may "
          "have been done already.",
          "retry only what was rejected (\"on\"), or make the operation idempotent",
          find_unsafe_retries};
}

SmellKind no_timeout() {
  return {"no timeout", Severity::warning,
          "A blocking call without a time limit: its caller hangs as long as the callee does.",
          "set a timeout, or one deadline that travels along", find_no_timeouts};
}

SmellKind unbounded_queue() {
  return {
      "unbounded queue", Severity::note,
      "A service that is called has no limit on its queue: under overload all requests wait too "
      "long.",
      "limit the queue, so that what cannot be served in time is refused", find_unbounded_queues};
}

}  // namespace faultline
