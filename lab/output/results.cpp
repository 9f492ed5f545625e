#include "lab/output/results.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "analysis/verdicts/comparison.hpp"
#include "analysis/verdicts/replications.hpp"
#include "models/faults/fault.hpp"
#include "models/scenario/outline.hpp"
#include "models/scenario/structure/couplings.hpp"
#include "models/scenario/structure/frame.hpp"
#include "sim/language/among.hpp"

namespace faultline {

namespace {

using Summaries = std::vector<RunSummary>;

Summaries summaries_of(const std::vector<RunResult>& runs) {
  Summaries summaries;
  for (const auto& run : runs) summaries.push_back(run.summary);
  return summaries;
}

Estimate estimate_events(const std::vector<RunResult>& runs) {
  std::vector<double> events;
  for (const auto& run : runs) events.push_back(static_cast<double>(run.events));
  return within(estimate(events), 0, std::numeric_limits<double>::infinity());
}

DesignResult design_result(const Scenario& scenario, const std::string& name,
                           const Summaries& summaries) {
  const auto outline = outline_of(scenario, find_entry(scenario.designs, name)->value);
  const auto topology = topology_of(scenario, outline, name);
  DesignResult design{.name = name,
                      .frame = frame_of(scenario, name),
                      .coupling = coupling_of(topology),
                      .monolith = monolith_score_of(couplings_of(scenario, outline))};
  for (std::size_t slice = 0; slice <= design.frame.slice_count(); ++slice)
    design.slices.push_back(estimate_measures(summaries, slice));
  design.series = estimate_table(summaries, &RunSummary::series);
  design.topics = estimate_table(summaries, &RunSummary::topics);
  design.subscriptions = estimate_table(summaries, &RunSummary::subscriptions);
  design.parts = estimate_table(summaries, &RunSummary::parts);
  design.recoveries = estimate_table(summaries, &RunSummary::recoveries);
  design.times = estimate_table(summaries, &RunSummary::times);
  design.slowest_times = estimate_table(summaries, &RunSummary::slowest_times);
  design.causes = cause_shares(summaries);
  design.incomplete = incomplete_shares(summaries);
  design.roots = root_shares(summaries);
  design.of_faults = fault_shares(summaries);
  design.sustained = sustained_shares(summaries);
  design.dominoes = estimate_table(summaries, &RunSummary::dominoes);
  design.blast_radii = estimate_table(summaries, &RunSummary::blast_radii);
  design.distributions = distributions_of(summaries);
  std::map<std::string, double> losses;  // by part
  for (const auto& fault : scenario.faults) {
    const auto part = fault->target().part();
    if (!part) {
      design.wired_blast_radii.push_back(no_value);
      continue;
    }
    const auto [known, fresh] = losses.try_emplace(part->name);
    if (fresh) known->second = loss_of(topology, part->name);
    design.wired_blast_radii.push_back(known->second);
  }
  design.strikes = estimate_table(summaries, &RunSummary::strikes);
  design.aborts = estimate_table(summaries, &RunSummary::aborts);
  if (design.frame.hypothesis && !summaries.empty())
    design.hypothesis = judge_hypothesis(design.frame, summaries);
  return design;
}

/// A winner is named over all that is compared.
void name_winners_in(std::vector<DesignComparison>& comparisons) {
  std::vector<Difference*> all;
  for (auto& comparison : comparisons)
    for (auto& slice : comparison.slices)
      for (auto& difference : slice) all.push_back(&difference);
  name_winners(std::move(all));
}

std::vector<std::vector<Difference>> compare_slices(const Summaries& first, const Summaries& second,
                                                    std::size_t slices) {
  std::vector<std::vector<Difference>> differences;
  for (std::size_t slice = 0; slice < slices; ++slice)
    differences.push_back(compare(first, second, slice));
  return differences;
}

std::vector<DesignComparison> compare_pairs(const std::vector<DesignResult>& designs,
                                            const std::vector<Summaries>& summaries) {
  std::vector<DesignComparison> comparisons;
  for (std::size_t i = 0; i < designs.size(); ++i)
    for (std::size_t k = i + 1; k < designs.size(); ++k)
      comparisons.push_back({designs[i].name, designs[k].name,
                             compare_slices(summaries[i], summaries[k], designs[k].slices.size())});
  name_winners_in(comparisons);
  return comparisons;
}

}  // namespace

std::optional<std::size_t> row_with_most(const std::vector<std::vector<Estimate>>& table,
                                         std::size_t column) {
  const auto found = std::ranges::max_element(table, {}, [&](const std::vector<Estimate>& row) {
    return std::isnan(row[column].mean) ? -std::numeric_limits<double>::infinity()
                                        : row[column].mean;
  });
  if (found == table.end()) return std::nullopt;
  return static_cast<std::size_t>(found - table.begin());
}

std::string DesignComparison::winner(const Difference& difference) const {
  if (difference.winner == Winner::none) return "";
  return difference.winner == Winner::first ? from : to;
}

bool Results::all_passed() const {
  return std::ranges::all_of(verdicts, [](const auto& judged) { return judged.verdict.passed; });
}

std::optional<Steadiness> Results::hypothesis() const {
  std::optional<Steadiness> worst;
  for (const auto& design : designs)
    if (design.hypothesis)
      worst = std::max(worst.value_or(Steadiness::held), design.hypothesis->steadiness());
  return worst;
}

std::span<const DesignComparison> Results::comparisons_in_words() const {
  return std::span(comparisons).first(designs.size() - 1);
}

Results results_of(const Experiment& experiment, const Runs& runs) {
  const auto& scenario = experiment.scenario;
  Results results{.title = scenario.title,
                  .question = scenario.question,
                  .seed = experiment.seed(),
                  .replications = runs.results.front().size(),
                  .wanted_replications = experiment.replications()};
  if (const auto& hypothesis = scenario.hypothesis) {
    if (hypothesis->title) results.hypothesis_title = hypothesis->title->text;
    results.hypothesis_window = hypothesis->window;
  }
  std::vector<Summaries> summaries;
  for (std::size_t i = 0; i < experiment.designs.size(); ++i) {
    summaries.push_back(summaries_of(runs.results[i]));
    results.designs.push_back(design_result(scenario, experiment.designs[i], summaries[i]));
    if (!runs.courses.empty()) results.designs[i].course = runs.courses[i];
    results.designs[i].events = estimate_events(runs.results[i]);
  }
  results.comparisons = compare_pairs(results.designs, summaries);
  if (results.replications == 0) return results;
  for (const auto& expected : experiment.expectations) {
    const auto& judged = summaries[index_among(experiment.designs, expected.design)];
    results.verdicts.push_back({expected, judge(expected.expectation, judged)});
  }
  return results;
}

}  // namespace faultline
