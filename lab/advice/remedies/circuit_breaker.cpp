#include <fmt/format.h>

#include <map>

#include "lab/advice/calls.hpp"
#include "lab/advice/remedy.hpp"

namespace faultline::remedies {

namespace {

constexpr auto breaker = R"({ "kind": "breaker", "rate": 0.5, "calls": 20 })";

bool has_breaker(const Policies& policies) {
  for (const auto& policy : policies)
    if (policy->kind() == "breaker") return true;
  return false;
}

/// Inside of retries, outside of the time limit of an attempt.
void insert_breaker(Node& step) {
  auto& policies = policies_of(step).items;
  auto before = policies.end();
  if (!policies.empty() && policies.back().find("kind") &&
      policies.back().find("kind")->text == "timeout")
    --before;
  policies.insert(before, json(breaker));
}

std::vector<Applied> circuit_breakers(const Wiring& wiring) {
  std::map<std::string, std::vector<Place>> by_service;
  for (const auto& call : blocking_calls(wiring))
    if (!has_breaker(*call.policies)) by_service[service_in(call.to.name)].push_back(call.to.place);
  std::vector<Applied> found;
  for (const auto& [service, calls] : by_service)
    found.push_back({fmt::format("circuit breakers around the calls of {}", service),
                     [places = calls](Draft& draft) {
                       for (const auto& place : places) insert_breaker(draft.step_at(place));
                     }});
  return found;
}

}  // namespace

RemedyKind circuit_breaker() {
  return {"circuit breaker", "Rejects calls of a service at once while half of them fail.",
          "calls that would have succeeded are rejected", circuit_breakers};
}

}  // namespace faultline::remedies
