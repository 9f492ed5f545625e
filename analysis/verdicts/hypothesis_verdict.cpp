#include "analysis/verdicts/hypothesis_verdict.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "analysis/estimates/ratio.hpp"
#include "analysis/measures/hypothesis.hpp"
#include "analysis/measures/measures.hpp"

namespace faultline {

namespace {

constexpr auto infinite = std::numeric_limits<double>::infinity();

/// One end of a tolerance.
struct Limit {
  double value;
  bool is_least;
};

Steadiness steadiness_of(const Estimate& found, const Limit& limit) {
  const auto [value, is_least] = limit;
  if (is_least ? found.low >= value : found.high <= value) return Steadiness::held;
  if (is_least ? found.high < value : found.low > value) return Steadiness::deviated;
  return Steadiness::inconclusive;
}

std::vector<double> column_of(std::span<const RunSummary> runs, std::size_t probe,
                              ProbeColumn column) {
  std::vector<double> values;
  for (const auto& run : runs)
    values.push_back(run.probes.at(probe).at(static_cast<std::size_t>(column)));
  return values;
}

/// One probe of all replications.
class ProbeJudgement {
 public:
  ProbeJudgement(std::span<const RunSummary> runs, std::size_t index, const Probe& probe)
      : runs_(runs),
        index_(index),
        probe_(probe),
        measure_(measures[find_measure(probe.measure).value()]) {}

  JudgedProbe judge(const RunFrame& frame) const {
    JudgedProbe judged{.probe = probe_};
    using Column = ProbeColumn;
    if (has_course(find_measure(probe_.measure).value())) {
      const auto [before, during, after] = hypothesis_phases(frame);
      if (before) judged.phases.push_back(judge(Phase::before, Column::before, Column::before));
      if (during) judged.phases.push_back(judge(Phase::during, Column::lowest, Column::highest));
      if (after) judged.phases.push_back(judge(Phase::after, Column::after, Column::after));
      if (during) judged.windows_out = share(values(Column::windows_out));
    } else {
      judged.phases.push_back(judge(Phase::run, Column::run, Column::run));
    }
    judged.budget_burnt = budget_burnt();
    return judged;
  }

 private:
  PhaseVerdict judge(Phase phase, ProbeColumn lowest, ProbeColumn highest) const {
    std::optional<PhaseVerdict> worst;
    const auto take = [&](const PhaseVerdict& verdict) {
      if (!worst || verdict.steadiness > worst->steadiness) worst = verdict;
    };
    if (probe_.at_least) take(judge(phase, values(lowest), {*probe_.at_least, true}));
    if (probe_.at_most) take(judge(phase, values(highest), {*probe_.at_most, false}));
    return worst.value();
  }

  PhaseVerdict judge(Phase phase, const std::vector<double>& values, const Limit& limit) const {
    const bool probability = measure_.unit == Measure::Unit::probability;
    const auto found = estimate_of(values);
    PhaseVerdict verdict{phase, Steadiness::inconclusive, found, no_value, ""};
    if (std::isnan(found.mean)) {
      verdict.reason = measure_.missing;
      return verdict;
    }
    verdict.steadiness = steadiness_of(found, limit);
    if (verdict.steadiness == Steadiness::inconclusive)
      verdict.replications = probability ? replications_to_exclude_probability(values, limit.value)
                                         : replications_to_exclude(values, limit.value);
    return verdict;
  }

  Estimate estimate_of(const std::vector<double>& values) const {
    if (measure_.unit == Measure::Unit::probability) return estimate_probability(values);
    return measure_.unit == Measure::Unit::share ? share(values)
                                                 : within(estimate(values), 0, infinite);
  }

  std::optional<Estimate> budget_burnt() const {
    const bool has_budget =
        measure_.unit == Measure::Unit::share && probe_.at_least && *probe_.at_least < 1;
    if (!has_budget) return std::nullopt;
    auto burnt = values(ProbeColumn::run);
    for (auto& value : burnt) value = (1 - value) / (1 - *probe_.at_least);
    return within(estimate(burnt), 0, infinite);
  }

  static Estimate share(const std::vector<double>& values) {
    return within(estimate(values), 0, 1);
  }

  std::vector<double> values(ProbeColumn column) const { return column_of(runs_, index_, column); }

  std::span<const RunSummary> runs_;
  std::size_t index_;
  const Probe& probe_;
  const Measure& measure_;
};

}  // namespace

std::string_view name_of(Steadiness steadiness) {
  constexpr std::array<std::string_view, 3> names{"held", "inconclusive", "deviated"};
  return names[static_cast<std::size_t>(steadiness)];
}

std::string_view name_of(Phase phase) {
  constexpr std::array<std::string_view, 4> names{"run", "before", "during", "after"};
  return names[static_cast<std::size_t>(phase)];
}

Steadiness JudgedProbe::steadiness() const {
  auto worst = Steadiness::held;
  for (const auto& verdict : phases) worst = std::max(worst, verdict.steadiness);
  return worst;
}

Steadiness JudgedHypothesis::steadiness() const {
  auto worst = Steadiness::held;
  for (const auto& probe : probes) worst = std::max(worst, probe.steadiness());
  return worst;
}

JudgedHypothesis judge_hypothesis(const RunFrame& frame, std::span<const RunSummary> runs) {
  JudgedHypothesis judged;
  const auto& probes = frame.hypothesis->probes;
  for (std::size_t i = 0; i < probes.size(); ++i)
    judged.probes.push_back(ProbeJudgement(runs, i, probes[i]).judge(frame));
  judged.faults = estimate_table(runs, &RunSummary::hypothesis_faults);
  return judged;
}

}  // namespace faultline
