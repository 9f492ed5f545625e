#include "models/policy.hpp"

#include "models/mentions.hpp"

namespace faultline {

void mention_all(const Policies& policies, Mentions& mentions) {
  for (const auto& policy : policies)
    if (policy) policy->mention(mentions);
  mentions.stacks.push_back(&policies);
}

}  // namespace faultline
