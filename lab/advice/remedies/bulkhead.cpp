#include <fmt/format.h>

#include <algorithm>

#include "lab/advice/calls.hpp"
#include "lab/advice/remedy.hpp"
#include "sim/language/among.hpp"

namespace faultline::remedies {

namespace {

/// A quarter of the caller's workers may wait for one service at once.
std::vector<Applied> bulkheads(const Wiring& wiring) {
  std::vector<Applied> found;
  for (const auto& call : blocking_calls(wiring)) {
    const bool has_one = std::ranges::any_of(
        *call.policies, [](const auto& policy) { return policy->kind() == "bulkhead"; });
    if (has_one) continue;
    const auto& caller = find_entry(wiring.scenario().services, service_in(call.from->name))->value;
    const auto slots = std::max<std::int64_t>(1, caller.workers / 4);
    found.push_back({fmt::format("{} has at most {} of its {} workers wait for {}", call.from->name,
                                 slots, caller.workers, call.to.name),
                     [place = call.to.place, slots](Draft& draft) {
                       auto& policies = policies_of(draft.step_at(place)).items;
                       policies.insert(
                           policies.begin(),
                           json(fmt::format(R"({{ "kind": "bulkhead", "slots": {} }})", slots)));
                     }});
  }
  return found;
}

}  // namespace

RemedyKind bulkhead() {
  return {"bulkhead", "Limits how many workers of a caller can wait for one callee.",
          "calls are rejected in peaks that all workers together would have served", bulkheads};
}

}  // namespace faultline::remedies
