#include <fmt/format.h>

#include <numeric>

#include "lab/commands/commands.hpp"
#include "lab/output/explanations/explanation.hpp"
#include "lab/processes/machine.hpp"
#include "lab/processes/runner.hpp"
#include "lab/running/experiment.hpp"
#include "lab/running/size.hpp"
#include "lab/running/warnings.hpp"
#include "lab/text/words.hpp"
#include "sim/language/among.hpp"

namespace faultline {

namespace {

using Numbers = std::vector<std::size_t>;

/// The faults that are left out by themselves: the one that is asked for, or each.
Numbers asked_faults(const Scenario& scenario, const std::string& wanted) {
  std::vector<std::string> names;
  for (const auto& fault : scenario.faults) names.push_back(fault->name());
  if (wanted.empty()) {
    Numbers all(names.size());
    std::iota(all.begin(), all.end(), 0);
    return all;
  }
  if (!among(names, wanted)) throw ScenarioError("--fault: " + not_among("fault", wanted, names));
  return {index_among(names, wanted)};
}

/// Runs the experiment with and without its faults.
class Explaining {
 public:
  Explaining(Experiment& experiment, const RunOptions& options)
      : experiment_(experiment), options_(options) {}

  /// The course of the parts is kept of the run in which all faults happen.
  Runs run(const Numbers& without) {
    const bool drawn = !options_.quiet && is_terminal(stderr);
    const auto designs = experiment_.designs.size();
    const bool whole = without.empty();
    ProgressBar progress(drawn, experiment_.replications() * designs, designs);
    return run_all(experiment_,
                   {.jobs = processes_for(options_),
                    .keep_course = whole,
                    .recording = {.passages = whole},
                    .without = without,
                    .keep_fates = true},
                   progress);
  }

 private:
  Experiment& experiment_;
  const RunOptions& options_;
};

}  // namespace

int explain_command(const ExplainOptions& options) {
  auto experiment = read_experiment(options.run);
  tell_warnings(experiment.document.problems);
  check_size(experiment, options.run.force);
  warn_of_memory(experiment, processes_for(options.run));
  const auto faults = asked_faults(experiment.scenario, options.fault);
  Explaining explaining(experiment, options.run);
  const auto runs = explaining.run({});
  if (runs.interrupted) return ExitCode::interrupted;
  const auto proofs = prove(runs, {experiment.scenario.faults.size(), faults},
                            [&](const Numbers& without) { return explaining.run(without); });
  if (!proofs) return ExitCode::interrupted;
  const auto results = results_of(experiment, runs);
  put(options.run.format == "json" ? to_text(explanation_json(results, *proofs))
                                   : explanation_text(results, *proofs, Paint::for_stream(stdout)));
  return ExitCode::holds;
}

}  // namespace faultline
