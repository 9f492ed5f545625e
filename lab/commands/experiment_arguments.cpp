#include "lab/commands/experiment_arguments.hpp"

#include <fmt/format.h>

#include "lab/commands/arguments.hpp"

namespace faultline {

namespace {

int jobs(std::int64_t number) {
  if (number < 1 || number > 4096)
    throw UsageError(fmt::format("--jobs: {} is out of range: 1 to 4096 is legal", number));
  return static_cast<int>(number);
}

void add_seed(CLI::App& command, RunOptions& options) {
  add_number(command, "--seed", "seed to use instead of the scenario's",
             [&](std::int64_t number) { options.seed = number; });
}

void add_settings(CLI::App& command, RunOptions& options) {
  one_each(
      command
          .add_option("--set", options.settings, "overrides a setting: key.path=value; repeatable")
          ->type_name("SETTING"));
}

}  // namespace

void add_scenario(CLI::App& command, RunOptions& options) {
  command
      .add_option("scenario", options.scenario,
                  "a scenario file, or the number or name of a lesson")
      ->required()
      ->type_name("SCENARIO");
}

void add_experiment(CLI::App& command, RunOptions& options) {
  one_each(command.add_option("--design", options.designs, "runs only this design; repeatable")
               ->type_name("DESIGN"));
  add_replications(command, options);
}

void add_manners(CLI::App& command, RunOptions& options) {
  command.add_flag("--force", options.force, "runs the scenario even if it may take hours");
  command.add_flag("--quiet", options.quiet,
                   "prints no progress on stderr, only warnings and errors");
}

void add_repetition(CLI::App& command, RunOptions& options) {
  add_seed(command, options);
  add_number(command, "--replications", "number of replications to run instead of the scenario's",
             [&](std::int64_t number) { options.replications = number; });
  add_number(command, "--jobs", "number of parallel processes, 1 to 4096; one per core by default",
             [&](std::int64_t number) { options.jobs = jobs(number); });
}

void add_replications(CLI::App& command, RunOptions& options) {
  add_repetition(command, options);
  add_settings(command, options);
  add_manners(command, options);
}

void add_overrides(CLI::App& command, RunOptions& options) {
  add_seed(command, options);
  add_settings(command, options);
}

}  // namespace faultline
