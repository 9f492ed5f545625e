#pragma once

#include <CLI/CLI.hpp>

#include "lab/running/run_options.hpp"

namespace faultline {

/// The arguments that commands which run a scenario have in common.

void add_scenario(CLI::App& command, RunOptions& options);

/// What is run, how often, and by how many processes.
void add_experiment(CLI::App& command, RunOptions& options);

/// The same for all designs.
void add_replications(CLI::App& command, RunOptions& options);

}  // namespace faultline
