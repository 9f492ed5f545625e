#include "models/policy.hpp"

#include "models/mentions.hpp"

namespace faultline {

void mention_all(const Policies& policies, const Reference& operation, Mentions& mentions) {
  for (const auto& policy : policies) policy->mention(mentions);
  if (!policies.empty()) mentions.stacks.push_back({&policies, operation});
}

}  // namespace faultline
