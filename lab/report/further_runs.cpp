#include "lab/report/further_runs.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "lab/running/size.hpp"

namespace faultline {

namespace {

constexpr double shown_requests = 400;

std::string quoted(const std::string& word) {
  const bool plain = word.find_first_of(" '\"$&;()<>|*?`\\#~![]{}") == std::string::npos;
  if (plain && !word.empty()) return word;
  std::string text = "'";
  for (const auto letter : word) text += letter == '\'' ? "'\\''" : std::string(1, letter);
  return text + "'";
}

}  // namespace

std::uint64_t shown_one_in(const Experiment& experiment) {
  const auto size = size_of(experiment, 1);
  const auto in_one_run = size.requests / static_cast<double>(std::max<std::size_t>(size.runs, 1));
  return static_cast<std::uint64_t>(std::max(1.0, in_one_run / shown_requests));
}

FaultsToProve faults_to_prove(const Scenario& scenario) {
  FaultsToProve faults{.all = scenario.faults.size(), .alone = {0}};
  for (std::size_t i = 1; i < faults.all; ++i) faults.alone.push_back(i);
  return faults;
}

std::string command_of(const Experiment& experiment, const RunOptions& options) {
  auto command = "faultline run " + quoted(options.scenario);
  for (const auto& design : options.designs) command += " --design " + quoted(design);
  for (const auto& setting : options.settings) command += " --set " + quoted(setting);
  return command + fmt::format(" --seed {} --replications {} --report FILE.html", experiment.seed(),
                               experiment.replications());
}

}  // namespace faultline
