#pragma once

#include <optional>
#include <vector>

#include "analysis/traces/trace.hpp"
#include "lab/files/result_folder.hpp"
#include "lab/output/results.hpp"
#include "lab/processes/runner.hpp"
#include "lab/running/experiment.hpp"
#include "lab/running/run_options.hpp"

namespace faultline {

/// What `run` writes beside what it prints: a folder of results, a report page.
class RunFiles {
 public:
  /// Tries to write, before anything is run, and reads what the scenario names. Both outlive it.
  /// Throws ScenarioError.
  RunFiles(Experiment& experiment, const RunOptions& options);

  /// Whether all that was asked for is written; otherwise the reason is on standard error.
  bool write(const Runs& runs, const Results& results);

 private:
  std::vector<TracedDesign> traced(const Runs& runs);
  bool write_for_ci(const Results& results) const;
  bool write_folder(std::vector<ResultFile> files, const std::vector<TracedDesign>& traces,
                    const std::string& report);

  Experiment& experiment_;
  const RunOptions& options_;
  std::optional<ResultFolder> folder_;
  std::vector<ResultFile> scenario_;
};

}  // namespace faultline
