#pragma once

#include <string>
#include <vector>

#include "analysis/traces/trace.hpp"
#include "lab/output/results.hpp"
#include "lab/processes/runner.hpp"
#include "lab/running/experiment.hpp"
#include "lab/running/run_options.hpp"

namespace faultline {

/// Of so many requests one is traced: as the options say, or as a report needs; 0: none.
std::uint64_t traced_one_in(const Experiment& experiment, const RunOptions& options);

/// Throws ScenarioError where no report can be written to that file.
void check_report_file(const std::string& file);

/// What a run found, as the page shows it (JSON). Runs a few replications again without the faults
/// where the fates of the requests were kept.
std::string report_text(Experiment& experiment, const RunOptions& options, const Runs& runs,
                        const std::vector<TracedDesign>& traces);

/// Whether the page was written; otherwise the reason is on standard error.
bool write_report(const std::string& file, const std::string& report, bool quiet);

}  // namespace faultline
