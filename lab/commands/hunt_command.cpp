#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "lab/commands/commands.hpp"
#include "lab/commands/result_files.hpp"
#include "lab/hunt/hunt_text.hpp"
#include "lab/processes/interruption.hpp"
#include "lab/processes/machine.hpp"
#include "lab/running/size.hpp"
#include "lab/running/warnings.hpp"
#include "lab/text/words.hpp"

namespace faultline {

namespace {

HuntSettings settings_of(const HuntOptions& options, const Experiment& experiment) {
  HuntSettings settings{.jobs = processes_for(options.run),
                        .budget = static_cast<std::size_t>(options.budget),
                        .most = static_cast<std::size_t>(options.most),
                        .test = {.most = experiment.replications()},
                        .filter = {options.kinds, options.parts},
                        .hypotheses = options.hypotheses};
  if (!options.run.quiet && is_terminal(stderr))
    settings.tell = [](const std::string& what) { tell("{}\n", what); };
  return settings;
}

}  // namespace

int hunt_command(const HuntOptions& options) {
  const auto experiment = read_experiment(options.run);
  tell_warnings(experiment.document.problems);
  if (experiment.replications() < 2)
    throw ScenarioError("hunt needs 2 replications at least: one decides nothing");
  check_size(experiment, options.run.force);
  warn_of_memory(experiment, processes_for(options.run));
  const auto& folder_name = options.run.folder;
  std::optional<ResultFolder> folder;
  if (!folder_name.empty()) folder.emplace(folder_name);
  try {
    const auto found = hunt(experiment, settings_of(options, experiment));
    put(options.run.format == "json" ? to_text(hunt_json(found))
                                     : hunt_text(found, Paint::for_stream(stdout), folder_name));
    if (folder && !write_files(*folder, hunt_files(found), options.run)) return ExitCode::system;
    return found.breaks() ? ExitCode::fails : ExitCode::holds;
  } catch (const Interrupted&) {
    return ExitCode::interrupted;
  }
}

}  // namespace faultline
