#pragma once

#include <stdexcept>
#include <vector>

#include "lab/processes/progress_bar.hpp"
#include "lab/running/experiment.hpp"
#include "lab/running/runs.hpp"
#include "models/spans/recording.hpp"

namespace faultline {

/// Thrown where a run did not come to its end: a mistake of ours.
class RunFailed : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Thrown where the system has not got what a run needs.
class RunStarved : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct RunnerSettings {
  int jobs = 1;              ///< processes at once
  bool keep_series = false;  ///< whether the course over time is wanted
  bool keep_course = false;  ///< whether that of the parts and edges is
  Recording recording = {};
  std::vector<std::size_t> without = {};  ///< faults that do not happen, by number
  bool keep_fates = false;                ///< whether what becomes of each request is wanted
  /// Looks what the first replication has to offer for traces, with such a share; 0: no.
  std::uint64_t trace_one_in = 0;
};

/// Runs every design in every replication, each in a process of its own. What is found does not
/// depend on the number of jobs: results stand in the order of the replications. Throws
/// ScenarioError where a run is refused, RunStarved and RunFailed.
Runs run_all(Experiment& experiment, RunnerSettings settings, ProgressBar& progress);

}  // namespace faultline
