#include "lab/commands/compared_runs.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "lab/commands/told_run.hpp"
#include "lab/processes/machine.hpp"
#include "lab/reference/lessons.hpp"
#include "lab/running/size.hpp"
#include "lab/running/warnings.hpp"
#include "lab/text/json.hpp"

namespace faultline {

namespace {

namespace fs = std::filesystem;

/// A section of the scenario as text; empty where it has none.
std::string section(const ComparedRuns& side, const char* name) {
  const auto* node = side.experiment.document.root.find(name);
  return node ? to_json(*node).dump() : "";
}

std::size_t replications_of(const ComparedRuns& side) {
  return side.designs.empty() ? 0 : side.designs.front().runs.size();
}

}  // namespace

bool is_result_folder(const std::string& name) {
  std::error_code ignored;
  return fs::is_directory(name, ignored);
}

ComparedRuns results_in(const std::string& folder) {
  const auto scenario = (fs::path(folder) / "scenario.json").string();
  const auto table = (fs::path(folder) / "replications.csv").string();
  std::ifstream input(table, std::ios::binary);
  if (!input)
    throw ScenarioError(
        fmt::format("{}: cannot be read; `faultline run SCENARIO --out FOLDER` writes it", table));
  std::ostringstream text;
  text << input.rdbuf();
  return {folder, read_experiment({.scenario = scenario}), read_replications(text.str(), table)};
}

ComparedRuns runs_of(const std::string& scenario, const RunOptions& options) {
  auto own = options;
  own.scenario = scenario_file(scenario);
  own.format = "csv";
  ComparedRuns side{scenario, read_experiment(own), {}};
  tell_warnings(side.experiment.document.problems);
  check_size(side.experiment, own.force);
  warn_of_memory(side.experiment, processes_for(own));
  const auto runs = told_run(side.experiment, own);
  side.interrupted = runs.interrupted;
  side.designs = measured(side.experiment.designs, runs);
  return side;
}

std::vector<std::string> why_unpaired(const ComparedRuns& before, const ComparedRuns& after) {
  std::vector<std::string> reasons;
  const auto& one = before.experiment.scenario.run;
  const auto& other = after.experiment.scenario.run;
  if (one.seed != other.seed)
    reasons.push_back(fmt::format("the seeds differ, {} and {}", one.seed, other.seed));
  if (one.length != other.length)
    reasons.push_back(
        fmt::format("the lengths differ, {} and {}", in_words(one.length), in_words(other.length)));
  if (one.warmup != other.warmup)
    reasons.push_back(fmt::format("the warm-ups differ, {} and {}", in_words(one.warmup),
                                  in_words(other.warmup)));
  return reasons;
}

std::vector<std::string> differences_told(const ComparedRuns& before, const ComparedRuns& after) {
  std::vector<std::string> notes;
  for (const auto* name : {"faults", "workflows", "monkey", "workload", "transaction"})
    if (section(before, name) != section(after, name))
      notes.push_back(fmt::format("\"{}\" differs between the two", name));
  const auto one = replications_of(before);
  const auto other = replications_of(after);
  if (one != other)
    notes.push_back(fmt::format("the numbers of replications differ, {} and {}", one, other));
  return notes;
}

}  // namespace faultline
