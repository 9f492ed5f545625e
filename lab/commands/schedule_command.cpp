#include <fmt/format.h>

#include "lab/commands/arguments.hpp"
#include "lab/commands/commands.hpp"
#include "lab/running/warnings.hpp"
#include "lab/schedule/schedule.hpp"
#include "lab/text/words.hpp"

namespace faultline {

int schedule_command(const ScheduleOptions& options) {
  const auto experiment = read_experiment(options.run);
  tell_warnings(experiment.document.problems);
  if (options.replication < 1 ||
      options.replication > static_cast<std::int64_t>(experiment.replications()))
    throw UsageError(fmt::format("--replication: {} is out of range: 1 to {} is legal",
                                 options.replication, experiment.replications()));
  const auto replication = static_cast<std::uint64_t>(options.replication - 1);
  put(options.run.format == "scenario" ? explicit_scenario(experiment, replication)
                                       : schedule_table(experiment, replication));
  return ExitCode::holds;
}

}  // namespace faultline
