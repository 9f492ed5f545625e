#include <fmt/format.h>

#include "lab/commands/commands.hpp"
#include "lab/running/experiment.hpp"
#include "lab/running/warnings.hpp"
#include "lab/text/short_time.hpp"
#include "lab/text/words.hpp"
#include "lab/watch/watching.hpp"

namespace faultline {

int watch_command(const WatchOptions& options) {
  Screen::check_terminal();
  auto experiment = read_experiment(options.run);
  tell_warnings(experiment.document.problems);
  Time reached;
  {
    Watching watching(experiment, options.speed);
    watching.run();
    reached = watching.reached();
  }
  tell("watched {}; the numbers of all replications: faultline run {}\n",
       short_time(reached - start_of_run), options.run.scenario);
  return ExitCode::holds;
}

}  // namespace faultline
