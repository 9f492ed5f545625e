#include <fmt/format.h>

#include "lab/advice/calls.hpp"
#include "lab/advice/remedy.hpp"

namespace faultline::remedies {

namespace {

/// Around calls that bring about no effect: no other answer could.
std::vector<Applied> fallbacks(const Wiring& wiring) {
  std::vector<Applied> found;
  for (const auto& call : blocking_calls(wiring)) {
    if (call.optional || brings_effects(wiring, call.to.name)) continue;
    for (const auto* to : {"value", "cached"}) {
      const auto place = call.to.place;
      found.push_back(
          {fmt::format("{} has a {} for {}", call.from->name,
                       to == std::string_view("value") ? "default value" : "cached answer",
                       call.to.name),
           [place, to](Draft& draft) {
             auto policy = object_with("kind", "fallback");
             set(policy, "to", text_value(to));
             auto& policies = policies_of(draft.step_at(place)).items;
             policies.insert(policies.begin(), std::move(policy));
           }});
    }
  }
  return found;
}

}  // namespace

RemedyKind fallback() {
  return {"fallback", "Answers with a default value or a cached answer where a call fails.",
          "degraded answers", fallbacks};
}

}  // namespace faultline::remedies
