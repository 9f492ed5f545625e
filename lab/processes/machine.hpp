#pragma once

#include "lab/running/experiment.hpp"

namespace faultline {

/// How many processes at once that is, on this machine.
int processes_for(const RunOptions& options);

/// Warns, on standard error, where the system has less memory than it takes.
void warn_of_memory(const Experiment& experiment, int jobs);

}  // namespace faultline
