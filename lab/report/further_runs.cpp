#include "lab/report/further_runs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "lab/running/size.hpp"
#include "lab/text/shell_word.hpp"

namespace faultline {

namespace {

constexpr double shown_requests = 400;

constexpr std::size_t most_proving_runs = 4;

}  // namespace

std::uint64_t shown_one_in(const Experiment& experiment) {
  const auto size = size_of(experiment, 1);
  const auto in_one_run = size.requests / static_cast<double>(std::max<std::size_t>(size.runs, 1));
  return static_cast<std::uint64_t>(std::max(1.0, in_one_run / shown_requests));
}

std::size_t proving_runs(const Experiment& experiment, std::size_t finished) {
  const auto faults = std::max<std::size_t>(1, experiment.scenario.faults.size());
  return std::clamp<std::size_t>(finished / faults, 1, most_proving_runs);
}

FaultsToProve faults_to_prove(const Scenario& scenario) {
  FaultsToProve faults{.all = 0, .alone = std::vector<std::size_t>(scenario.faults.size())};
  std::iota(faults.alone.begin(), faults.alone.end(), 0);
  return faults;
}

std::string command_of(const Experiment& experiment, const RunOptions& options) {
  auto command = "faultline run " + shell_word(options.scenario);
  for (const auto& design : options.designs) command += " --design " + shell_word(design);
  for (const auto& setting : options.settings) command += " --set " + shell_word(setting);
  return command + fmt::format(" --seed {} --replications {} --report FILE.html", experiment.seed(),
                               experiment.replications());
}

}  // namespace faultline
