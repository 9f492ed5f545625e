#pragma once

#include "lab/processes/runner.hpp"
#include "lab/running/experiment.hpp"
#include "lab/running/run_options.hpp"

namespace faultline {

/// Runs the experiment and tells on stderr, unless the options are quiet, how far it is, how long
/// it took, and whether it was interrupted. Keeps what the options' format and folder need.
Runs told_run(Experiment& experiment, const RunOptions& options);

}  // namespace faultline
