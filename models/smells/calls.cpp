#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>

#include "models/policies/policy.hpp"
#include "models/smells/smell.hpp"

/// Smells of blocking calls.
namespace faultline {

namespace {

using Path = std::vector<std::string>;

/// The calls that an operation waits for; those whose failure only degrades it, too.
std::vector<Reference> calls_of(const Outline::Item& item) {
  std::vector<Reference> calls;
  for (const auto& call : item.mentions.calls) calls.push_back(call.operation);
  return calls;
}

/// The longest path of blocking calls below an operation; calls form no circles.
const Path& longest_below(const Wiring& wiring, const std::string& operation,
                          std::map<std::string, Path>& known) {
  if (const auto found = known.find(operation); found != known.end()) return found->second;
  Path longest;
  if (const auto* item = wiring.find(operation))
    for (const auto& call : calls_of(*item)) {
      const auto& below = longest_below(wiring, call.name, known);
      if (below.size() > longest.size()) longest = below;
    }
  longest.insert(longest.begin(), operation);
  return known[operation] = longest;
}

std::vector<Found> find_chains(const Wiring& wiring) {
  constexpr std::size_t short_enough = 3;
  std::vector<Found> found;
  std::map<std::string, Path> known;
  for (const auto& entry : wiring.scenario().asked_for()) {
    const auto& path = longest_below(wiring, entry, known);
    if (path.size() > short_enough)
      found.push_back(
          {wiring.find(entry)->place, fmt::format("{} blocking calls in a row: {}", path.size() - 1,
                                                  fmt::join(path, " -> "))});
  }
  return found;
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

std::int64_t attempts_in(const Policies& policies) {
  std::int64_t product = 1;
  for (const auto& policy : policies) product *= policy->most_attempts();
  return product;
}

/// The most attempts at one operation below that one request can lead to, and the way there.
struct Amplified {
  std::int64_t attempts = 1;
  Path path;
};

Amplified amplified_below(const Wiring& wiring, const std::string& operation) {
  Amplified most{1, {operation}};
  const auto* item = wiring.find(operation);
  if (!item) return most;
  for (const auto& stack : item->mentions.stacks) {
    if (!wiring.find(stack.around.name)) continue;
    auto below = amplified_below(wiring, stack.around.name);
    below.attempts *= attempts_in(*stack.policies);
    if (below.attempts <= most.attempts) continue;
    below.path.insert(below.path.begin(), operation);
    most = std::move(below);
  }
  return most;
}

std::vector<Found> find_amplification(const Wiring& wiring) {
  constexpr std::int64_t few_enough = 8;
  std::vector<Found> found;
  for (const auto& entry : wiring.scenario().asked_for()) {
    auto most = amplified_below(wiring, entry);
    most.attempts *= attempts_in(wiring.scenario().transaction.policies);
    if (most.attempts > few_enough)
      found.push_back(
          {wiring.find(entry)->place, fmt::format("one request can become {} attempts: {}",
                                                  most.attempts, fmt::join(most.path, " -> "))});
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
  std::set<std::string> told;
  for (const auto* item : wiring.items())
    for (const auto& stack : item->mentions.stacks)
      if (wiring.find(stack.around.name) && !limits_time(*stack.policies) &&
          told.insert(item->name + " " + stack.around.name).second)
        found.push_back({stack.around.place, fmt::format("{} waits for {} without a time limit",
                                                         item->name, stack.around.name)});
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

}  // namespace

SmellKind synchronous_chain() {
  return {
      "synchronous chain", Severity::warning,
      "More than two blocking calls in a row: all of them have to be up, and their times add up.",
      "let events carry what the client need not wait for", find_chains};
}

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

SmellKind retry_amplification() {
  return {"retry amplification", Severity::warning,
          "Retries on several hops multiply: a part that fails gets a multiple of its load.",
          "retry on one hop only, or with a retry budget", find_amplification};
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
