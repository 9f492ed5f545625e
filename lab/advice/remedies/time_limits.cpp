#include <fmt/format.h>

#include <algorithm>

#include "lab/advice/calls.hpp"
#include "lab/advice/remedy.hpp"

namespace faultline::remedies {

namespace {

/// A call and how long each of its attempts may take.
struct Limited {
  Place call;
  std::chrono::milliseconds attempt;
};

/// The policies from the one that retries on; all where none does.
std::span<const std::unique_ptr<Policy>> of_an_attempt(const Policies& policies) {
  const auto retries = std::ranges::find_if(
      policies, [](const auto& policy) { return policy->pauses_for().has_value(); });
  if (retries == policies.end()) return policies;
  return {retries, policies.end()};
}

std::optional<Duration> limit_of(std::span<const std::unique_ptr<Policy>> policies) {
  std::optional<Duration> least;
  for (const auto& policy : policies)
    if (const auto limit = policy->time_limit()) least = std::min(least.value_or(*limit), *limit);
  return least;
}

/// Of H calls in a row below the client the one at depth d gets (H - d) / (H + 1) of the client's
/// time, in all of its attempts, so that no caller gives up before the one that it calls.
std::vector<Limited> limits_in_order(const Wiring& wiring) {
  const auto calls = blocking_calls(wiring);
  std::size_t hops = 0;
  for (const auto& call : calls) hops = std::max(hops, call.depth + 1);
  std::vector<Limited> limits;
  for (const auto& call : calls) {
    std::int64_t attempts = 1;
    for (const auto& policy : *call.policies) attempts *= policy->most_attempts();
    const auto parts = static_cast<std::int64_t>(hops + 1) * attempts;
    const auto share = wiring.scenario().transaction.deadline *
                       static_cast<std::int64_t>(hops - call.depth) / parts;
    const auto limit = std::chrono::duration_cast<std::chrono::milliseconds>(share);
    const auto present = limit_of(of_an_attempt(*call.policies));
    if (limit.count() > 0 && (!present || *present > limit))
      limits.push_back({call.to.place, limit});
  }
  return limits;
}

void set_limit(Draft& draft, const Limited& limited) {
  auto& policies = policies_of(draft.step_at(limited.call)).items;
  const auto limit = fmt::format("{}ms", limited.attempt.count());
  const auto innermost = std::find_if(policies.rbegin(), policies.rend(), [](const Node& policy) {
    const auto* kind = policy.find("kind");
    return kind && (kind->text == "timeout" || kind->text == "retry");
  });
  if (innermost != policies.rend() && innermost->find("kind")->text == "timeout") {
    set(*innermost, "after", text_value(limit));
    return;
  }
  auto timeout = object_with("kind", "timeout");
  set(timeout, "after", text_value(limit));
  policies.push_back(std::move(timeout));
}

std::vector<Applied> limits_by_depth(const Wiring& wiring) {
  auto limits = limits_in_order(wiring);
  if (limits.empty()) return {};
  const auto what =
      fmt::format("{} {} so that each gives up before the one that waits for it", limits.size(),
                  limits.size() == 1 ? "call gets a time limit" : "calls get time limits");
  return {{what, [limits = std::move(limits)](Draft& draft) {
             for (const auto& limited : limits) set_limit(draft, limited);
           }}};
}

}  // namespace

RemedyKind time_limits() {
  return {
      "time limits in order",
      "Gives each blocking call a share of the client's time that leaves some to those above it.",
      "slow answers that would have come in time are given up", limits_by_depth};
}

}  // namespace faultline::remedies
