#include "models/policies/policy.hpp"

#include <algorithm>

#include "models/instances/binding.hpp"
#include "models/instances/mentions.hpp"

namespace faultline {

void mention_all(const Policies& policies, const Reference& operation, const MessageSizes& sizes,
                 Mentions& mentions) {
  for (const auto& policy : policies) policy->mention(mentions);
  mentions.stacks.push_back({&policies, operation, sizes, mentions.at_once});
}

bool stand_in(const Policies& policies) {
  return std::ranges::any_of(policies, [](const auto& policy) { return policy->stands_in(); });
}

Plan surrounded(const Policies& policies, Plan plan) {
  for (const auto& policy : policies) {
    plan.attempts *= static_cast<double>(policy->most_attempts());
    if (const auto slots = policy->slots())
      plan.slots = std::min(*slots, plan.slots.value_or(*slots));
  }
  plan.needed = !stand_in(policies);
  return plan;
}

void bind_all(const Policies& policies, const std::string& call, Binding& binding) {
  auto around = binding.around(call);
  for (const auto& policy : policies) policy->bind(around);
}

}  // namespace faultline
