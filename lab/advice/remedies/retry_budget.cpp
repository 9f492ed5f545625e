#include <fmt/format.h>

#include "lab/advice/calls.hpp"
#include "lab/advice/remedy.hpp"

namespace faultline::remedies {

namespace {

bool retries_without_end(const Node& policy) {
  const auto* kind = policy.find("kind");
  return kind && kind->text == "retry" && !policy.find("budget");
}

std::vector<Applied> retry_budgets(const Wiring& wiring) {
  std::vector<Place> calls;
  for (const auto& call : blocking_calls(wiring))
    for (const auto& policy : *call.policies)
      if (policy->kind() == "retry" && !policy->has_budget()) calls.push_back(call.to.place);
  if (calls.empty()) return {};
  return {{"all retries share a budget at each caller", [calls](Draft& draft) {
             for (const auto& place : calls)
               for (auto& policy : policies_of(draft.step_at(place)).items)
                 if (retries_without_end(policy)) set(policy, "budget", json("{}"));
           }}};
}

}  // namespace

RemedyKind retry_budget() {
  return {"retry budget", "Limits the retries of a caller to a share of its calls.",
          "some requests that a retry would have saved fail", retry_budgets};
}

}  // namespace faultline::remedies
