#include "lab/advice/trial.hpp"

#include <algorithm>

#include "analysis/graph/score.hpp"
#include "lab/processes/runner.hpp"
#include "lab/running/experiment.hpp"
#include "models/scenario/structure/couplings.hpp"

namespace faultline {

namespace {

double score_of(const Scenario& scenario, const std::string& design) {
  const auto outline = outline_of(scenario, find_entry(scenario.designs, design)->value);
  return monolith_score_of(couplings_of(scenario, outline)).score;
}

}  // namespace

DesignRuns try_out(const Document& document, const TrialSettings& settings,
                   std::size_t replications, bool inside) {
  auto experiment = experiment_of(
      document, {.designs = {settings.design}, .replications = static_cast<int>(replications)});
  ProgressBar progress(false, replications, 1);
  auto runs = run_all(experiment,
                      {.jobs = settings.jobs, .recording = {.inside = inside, .passages = false}},
                      progress);
  if (runs.interrupted) throw Interrupted();
  DesignRuns found;
  for (auto& run : runs.results.front()) found.runs.push_back(std::move(run.summary));
  found.score = score_of(experiment.scenario, settings.design);
  found.expectations = experiment.expectations.size();
  for (const auto& expected : experiment.expectations)
    found.held += judge(expected.expectation, found.runs).passed;
  return found;
}

std::vector<Difference> gains(const DesignRuns& before, const DesignRuns& after) {
  const auto both = std::min(before.runs.size(), after.runs.size());
  return compare(std::span(before.runs).first(both), std::span(after.runs).first(both), 0);
}

}  // namespace faultline
