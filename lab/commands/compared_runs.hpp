#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lab/output/csv/replications_csv.hpp"
#include "lab/running/experiment.hpp"
#include "lab/running/run_options.hpp"

namespace faultline {

/// One side of a comparison: a scenario that is run for it, or the results of one that was.
struct ComparedRuns {
  std::string name;
  Experiment experiment;
  std::vector<MeasuredDesign> designs;  ///< none while it has yet to be run
  bool interrupted = false;
};

/// Whether the name is that of a folder of results, which is read and not run.
bool is_result_folder(const std::string& name);

/// Throws ScenarioError where it is not one that `run --out` wrote.
ComparedRuns results_in(const std::string& folder);

/// Runs the scenario of that name.
ComparedRuns runs_of(const std::string& scenario, const RunOptions& options);

/// What keeps the two from being paired by replication: what differs of seed, length and warm-up.
std::vector<std::string> why_unpaired(const ComparedRuns& before, const ComparedRuns& after);

/// What else differs that the reader should know of: faults, workload, number of replications.
std::vector<std::string> differences_told(const ComparedRuns& before, const ComparedRuns& after);

}  // namespace faultline
