#include <fmt/format.h>

#include "lab/commands/commands.hpp"
#include "lab/reference/listing.hpp"
#include "lab/text/words.hpp"

namespace faultline {

namespace {

/// False where there is none.
bool print_scenarios() {
  const auto folder = scenario_folder();
  if (folder.empty())
    tell("faultline: no folder \"scenarios\" with scenario files was found\n");
  else
    put(scenarios_listed(folder));
  return !folder.empty();
}

}  // namespace

int list_command(const ListOptions& options) {
  const bool all = options.what == "all";
  if (options.what == "scenarios") return print_scenarios() ? ExitCode::holds : ExitCode::bad_input;
  if (all || options.what == "kinds") put(kinds_listed());
  if (all) {
    put("\nscenarios\n\n");
    print_scenarios();
    put("\nmeasures\n\n");
  }
  if (all || options.what == "measures") put(measures_listed());
  return ExitCode::holds;
}

}  // namespace faultline
