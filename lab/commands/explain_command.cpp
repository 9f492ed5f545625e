#include <fmt/format.h>

#include <numeric>

#include "lab/commands/commands.hpp"
#include "lab/output/explanation.hpp"
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

/// By design, then by replication.
std::vector<std::vector<Fates>> fates_of(Runs runs) {
  std::vector<std::vector<Fates>> fates;
  for (auto& design : runs.results) {
    auto& own = fates.emplace_back();
    for (auto& run : design) own.push_back(std::move(run.fates));
  }
  return fates;
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
    auto runs = run_all(experiment_,
                        {.jobs = options_.processes(),
                         .keep_course = whole,
                         .recording = {.passages = whole},
                         .without = without,
                         .keep_fates = true},
                        progress);
    interrupted_ = interrupted_ || runs.interrupted;
    return runs;
  }

  bool interrupted() const { return interrupted_; }

 private:
  Experiment& experiment_;
  const RunOptions& options_;
  bool interrupted_ = false;
};

}  // namespace

int explain_command(const ExplainOptions& options) {
  auto experiment = read_experiment(options.run);
  tell_warnings(experiment.document.problems);
  check_size(experiment, options.run.processes(), options.run.force);
  const auto faults = asked_faults(experiment.scenario, options.fault);
  Explaining explaining(experiment, options.run);
  auto runs = explaining.run({});
  if (explaining.interrupted()) return ExitCode::interrupted;
  const auto results = results_of(experiment, runs);
  const auto with = fates_of(std::move(runs));
  std::vector<DesignProofs> proofs(experiment.designs.size());
  for (const auto fault : faults) {
    const auto without = fates_of(explaining.run({fault}));
    if (explaining.interrupted()) return ExitCode::interrupted;
    for (std::size_t i = 0; i < proofs.size(); ++i)
      proofs[i].faults.push_back({fault, prove(with[i], without[i], fault)});
  }
  Numbers all(experiment.scenario.faults.size());
  std::iota(all.begin(), all.end(), 0);
  const auto without_any = all.empty() ? with : fates_of(explaining.run(all));
  if (explaining.interrupted()) return ExitCode::interrupted;
  for (std::size_t i = 0; i < proofs.size(); ++i)
    proofs[i].failed_without_any = failed_share(without_any[i]);
  put(options.run.format == "json" ? to_text(explanation_json(results, proofs))
                                   : explanation_text(results, proofs, Paint::for_stream(stdout)));
  return ExitCode::holds;
}

}  // namespace faultline
