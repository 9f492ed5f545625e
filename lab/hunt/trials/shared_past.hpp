#pragma once

#include <cstddef>
#include <vector>

#include "lab/hunt/trials/trial_result.hpp"

namespace faultline {

/// Sets of faults that are tried on one design in one replication. Until faults strike, all of
/// their runs are alike.
struct TrialGroup {
  std::size_t design;
  std::size_t replication;
  Inspection look;  ///< Inspection::measures or ::lineage
  std::vector<FaultSet> sets;
};

/// Whether the run of this set is, until its faults strike, the same as that without any, and can
/// be gone on with from there: SimGrid drives nothing, nothing is changed, released or deployed,
/// and no fault has to be known before the run begins.
bool shares_past(const Hunted& hunted, const FaultSet& set);

/// What each comes to, as result_of says, but for rounding in the last digits, and without the
/// measures of the inside. What lies before the faults is run once, in this process, and the rest
/// of each in a process that is forked then. All sets of the group share their past.
std::vector<TrialResult> results_of(const Hunted& hunted, const TrialGroup& group);

}  // namespace faultline
