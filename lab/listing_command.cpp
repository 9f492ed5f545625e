#include <fmt/format.h>

#include "lab/commands.hpp"
#include "lab/listing.hpp"

namespace faultline {

namespace {

/// False where there is none.
bool print_scenarios() {
  const auto folder = scenario_folder();
  if (folder.empty())
    fmt::print(stderr, "faultline: no folder \"scenarios\" with scenario files was found\n");
  else
    fmt::print("{}", scenarios_listed(folder));
  return !folder.empty();
}

}  // namespace

int list_command(const ListOptions& options) {
  const bool all = options.what == "all";
  if (options.what == "scenarios") return print_scenarios() ? ExitCode::holds : ExitCode::bad_input;
  if (all || options.what == "kinds") fmt::print("{}", kinds_listed());
  if (all) {
    fmt::print("\nscenarios\n\n");
    print_scenarios();
    fmt::print("\nmeasures\n\n");
  }
  if (all || options.what == "measures") fmt::print("{}", measures_listed());
  return ExitCode::holds;
}

}  // namespace faultline
