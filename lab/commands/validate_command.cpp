#include <fmt/format.h>

#include "lab/commands/commands.hpp"
#include "lab/reference/lessons.hpp"
#include "lab/running/experiment.hpp"
#include "lab/running/lesson_check.hpp"
#include "lab/running/warnings.hpp"
#include "lab/text/figure.hpp"
#include "lab/text/words.hpp"
#include "models/scenario/scenario.hpp"

namespace faultline {

namespace {

std::string contents(const Scenario& scenario) {
  auto text = counted(scenario.designs.size(), "design");
  const auto add = [&](std::size_t number, const char* what) {
    if (number > 0) text += ", " + counted(number, what);
  };
  add(scenario.services.size(), "service");
  add(scenario.stores.size(), "store");
  add(scenario.caches.size(), "cache");
  add(scenario.faults.size(), "fault");
  add(scenario.expect.size(), "expectation");
  return text;
}

/// Whether the file is a scenario that can be run; says so, or what is wrong with it.
bool validated(const std::string& file) {
  try {
    auto experiment = read_experiment({.scenario = scenario_file(file)});
    check_lesson(experiment);
    tell_warnings(experiment.document.problems);
    put(fmt::format("{}: valid ({})\n", file, contents(experiment.scenario)));
    return true;
  } catch (const ScenarioError& error) {
    tell("{}\n", error.what());
    return false;
  }
}

}  // namespace

int validate_command(const ValidateOptions& options) {
  bool valid = true;
  for (const auto& file : options.files) {
    // "validate scenarios/*.json" names the schema too, which stands beside the scenarios.
    if (file.ends_with(".schema.json") && options.files.size() > 1)
      tell("{}: left out, a JSON Schema is no scenario\n", file);
    else
      valid = validated(file) && valid;
  }
  return valid ? ExitCode::holds : ExitCode::bad_input;
}

}  // namespace faultline
