#pragma once

#include <string>
#include <vector>

#include "lab/running/experiment.hpp"
#include "models/faults/recurrences/recurrence.hpp"

namespace faultline {

/// One time that a fault strikes in a replication, in whatever design.
struct ScheduledStrike {
  std::size_t fault;  ///< index in Scenario::faults
  Occurrence when;
  std::vector<std::string> hits;  ///< instances, such as "payment#0"
};

/// All of them by their beginning. What is hit only in some designs is told with the rest.
std::vector<ScheduledStrike> schedule_of(const Experiment& experiment, std::uint64_t replication);

/// A line for each strike.
std::string schedule_table(const Experiment& experiment, std::uint64_t replication);

/// The scenario with each recurring or drawn fault written down as it strikes in that replication.
/// Run with the seed of the experiment, its replication of the same number is the same to the byte.
std::string explicit_scenario(const Experiment& experiment, std::uint64_t replication);

}  // namespace faultline
