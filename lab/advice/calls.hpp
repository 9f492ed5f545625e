#pragma once

#include <string>
#include <vector>

#include "models/policies/policy.hpp"
#include "models/smells/smell.hpp"

namespace faultline {

/// A blocking call of one operation to another, as a step of the scenario.
struct BlockingCall {
  const Outline::Item* from;
  Reference to;  ///< with the place of its name
  const Policies* policies;
  bool optional;
  std::size_t depth;  ///< blocking calls that come before it, on the longest way from a client
};

/// All that clients of the design wait for, in the order of the file.
std::vector<BlockingCall> blocking_calls(const Wiring& wiring);

/// Whether the operation, or what it calls, brings about an effect of the transaction.
bool brings_effects(const Wiring& wiring, const std::string& operation);

/// Whether every client that waits for the call still waits for some effect without it, so that its
/// answer would say more than that the request has come.
bool leaves_effects(const Wiring& wiring, const BlockingCall& call);

}  // namespace faultline
