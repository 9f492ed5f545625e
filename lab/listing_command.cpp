#include <fmt/format.h>

#include "lab/commands.hpp"
#include "lab/listing.hpp"

namespace faultline {

namespace {

std::string scenarios() {
  const auto folder = scenario_folder();
  const auto listed = folder.empty() ? "" : scenarios_listed(folder);
  if (listed.empty()) fmt::print(stderr, "no folder \"scenarios\" with scenario files was found\n");
  return listed;
}

}  // namespace

int list_command(const ListOptions& options) {
  const bool all = options.what == "all";
  if (all || options.what == "kinds") fmt::print("{}", kinds_listed());
  if (all) fmt::print("\nscenarios\n\n");
  if (all || options.what == "scenarios") fmt::print("{}", scenarios());
  if (all) fmt::print("\nmeasures\n\n");
  if (all || options.what == "measures") fmt::print("{}", measures_listed());
  return ExitCode::holds;
}

}  // namespace faultline
