#pragma once

#include <CLI/CLI.hpp>

#include "lab/running/run_options.hpp"

namespace faultline {

/// The arguments that commands which run a scenario have in common.

void add_scenario(CLI::App& command, RunOptions& options);

/// What is run, how often, and by how many processes.
void add_experiment(CLI::App& command, RunOptions& options);

/// How often, by how many processes, and with which seed.
void add_repetition(CLI::App& command, RunOptions& options);

/// Whether it runs however long it takes, and in silence.
void add_manners(CLI::App& command, RunOptions& options);

/// The same for all designs, with settings.
void add_replications(CLI::App& command, RunOptions& options);

/// What changes the scenario: its seed, and any setting.
void add_overrides(CLI::App& command, RunOptions& options);

}  // namespace faultline
