#include <fmt/format.h>

#include <optional>

#include "lab/advice/advice_text.hpp"
#include "lab/commands/commands.hpp"
#include "lab/commands/result_files.hpp"
#include "lab/processes/machine.hpp"
#include "lab/processes/runner.hpp"
#include "lab/running/experiment.hpp"
#include "lab/running/size.hpp"
#include "lab/running/warnings.hpp"
#include "lab/text/words.hpp"

namespace faultline {

namespace {

std::vector<Advice> advice_for(const Experiment& experiment, const RunOptions& options) {
  std::vector<Advice> designs;
  for (const auto& design : experiment.designs) {
    AdviceSettings settings{.trial = {design, processes_for(options)},
                            .replications = experiment.replications()};
    if (!options.quiet && is_terminal(stderr))
      settings.tell = [&](const std::string& what) { tell("{}: {}\n", design, what); };
    designs.push_back(advise(experiment.document, settings));
  }
  return designs;
}

}  // namespace

int advise_command(const RunOptions& options) {
  const auto experiment = read_experiment(options);
  tell_warnings(experiment.document.problems);
  if (experiment.replications() < 2)
    throw ScenarioError("advise needs 2 replications at least: with one there is no interval");
  check_size(experiment, options.force);
  warn_of_memory(experiment, processes_for(options));
  std::optional<ResultFolder> folder;
  if (!options.folder.empty()) folder.emplace(options.folder);
  try {
    const auto designs = advice_for(experiment, options);
    put(options.format == "json"
            ? to_text(advice_json(designs))
            : fmt::format("{}: what would help\n\n{}", experiment.scenario.title,
                          advice_text(designs, Paint::for_stream(stdout))));
    const bool written =
        !folder || write_files(*folder, advice_files(designs, experiment.document), options);
    return written ? ExitCode::holds : ExitCode::system;
  } catch (const Interrupted&) {
    return ExitCode::interrupted;
  }
}

}  // namespace faultline
