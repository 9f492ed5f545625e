#pragma once

#include <vector>

#include "models/faults/fault.hpp"

namespace faultline {

/// One time that a fault strikes, and whom.
struct PlannedStrike {
  Occurrence when;
  std::vector<std::size_t> struck;  ///< of the instances that fit the fault's target, by index
  bool by_role = false;  ///< those of them that then have the role of which the target speaks
};

/// All strikes of all faults, by fault, in the order in which they begin.
using StrikePlan = std::vector<std::vector<PlannedStrike>>;

/// The instances that fit the target of each fault, by fault.
using Targets = std::vector<std::vector<TargetInstance>>;

/// Draws it before the run. It differs between designs only in instances that some of them lack.
/// No strike begins at `end` or later. No fault follows itself, directly or not.
StrikePlan plan_of(const Faults& faults, const Targets& targets, const Streams& streams, Time end);

}  // namespace faultline
