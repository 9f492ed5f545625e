#include "models/policy.hpp"

#include <ranges>

#include "models/binding.hpp"
#include "models/mentions.hpp"

namespace faultline {

void mention_all(const Policies& policies, const Reference& operation, Mentions& mentions) {
  for (const auto& policy : policies) policy->mention(mentions);
  if (!policies.empty()) mentions.stacks.push_back({&policies, operation});
}

void bind_all(const Policies& policies, const std::string& call, Binding& binding) {
  auto around = binding.around(call);
  for (const auto& policy : std::views::reverse(policies)) policy->bind(around);
}

}  // namespace faultline
