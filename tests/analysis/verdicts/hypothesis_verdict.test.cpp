#include "analysis/verdicts/hypothesis_verdict.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>

#include "analysis/measures/hypothesis.hpp"
#include "analysis/measures/measures.hpp"
#include "tests/analysis/measures/struck.hpp"

using namespace faultline;

namespace {

/// Runs whose probe has these values before the fault and over the whole run, and nothing else.
std::vector<RunSummary> runs(const std::vector<double>& values) {
  std::vector<RunSummary> runs;
  for (const double value : values) {
    auto& row = runs.emplace_back().probes.emplace_back(probe_columns.size(), NAN);
    row[static_cast<int>(ProbeColumn::before)] = value;
    row[static_cast<int>(ProbeColumn::run)] = value;
  }
  return runs;
}

JudgedProbe judged(const Probe& probe, const std::vector<double>& values) {
  auto frame = struck("payment down");
  frame.hypothesis = HypothesisFrame{{probe}, {}};
  return judge_hypothesis(frame, runs(values)).probes.front();
}

PhaseVerdict before(const Probe& probe, const std::vector<double>& values) {
  return judged(probe, values).phases.front();
}

Probe at_least(double value) { return {"availability", std::nullopt, value, std::nullopt}; }
Probe at_most(double value) { return {"availability", std::nullopt, std::nullopt, value}; }

const std::vector<double> four{0.49, 0.5, 0.5, 0.51};  // 0.5 -+ 3.182 * 0.00816 / 2 = 0.013

}  // namespace

TEST_CASE("A hypothesis holds or deviates where all of the interval lies on one side") {
  CHECK(before(at_least(0.48), four).steadiness == Steadiness::held);
  CHECK(before(at_least(0.49), four).steadiness == Steadiness::inconclusive);
  CHECK(before(at_least(0.51), four).steadiness == Steadiness::inconclusive);
  CHECK(before(at_least(0.52), four).steadiness == Steadiness::deviated);
  CHECK(before(at_most(0.52), four).steadiness == Steadiness::held);
  CHECK(before(at_most(0.48), four).steadiness == Steadiness::deviated);
}

TEST_CASE("A tolerance that is met exactly and without any spread holds") {
  CHECK(before(at_least(1), {1, 1, 1}).steadiness == Steadiness::held);
  CHECK(before(at_most(0), {0, 0, 0}).steadiness == Steadiness::held);
}

TEST_CASE("What is inconclusive says how many replications would decide") {
  // t(0.975, n - 1) * 0.00816 / sqrt(n) < 0.5 - 0.492: 2.571 * 0.00816 / sqrt(6) = 0.0086 is too
  // much, and 2.447 * 0.00816 / sqrt(7) = 0.0076 is not.
  CHECK(before(at_least(0.492), four).replications == 7);
  CHECK(std::isinf(before(at_least(0.5), four).replications));
  CHECK(std::isnan(before(at_least(0.4), four).replications));
  CHECK(before(at_least(0.4), {0.5}).steadiness == Steadiness::inconclusive);
  CHECK(std::isnan(before(at_least(0.4), {0.5}).replications));
}

TEST_CASE("A probability is judged by its own interval, which has a width where all are alike") {
  const Probe probe{"collapsed", std::nullopt, std::nullopt, 0.2};
  // Wilson: 3.84 / (n + 3.84) is 0.28 for n = 10, and below 0.2 from n = 16 on.
  const auto found = before(probe, std::vector<double>(10, 0.0));
  CHECK(found.phase == Phase::run);
  CHECK(found.steadiness == Steadiness::inconclusive);
  CHECK(found.replications == 16);
  CHECK(before(probe, std::vector<double>(16, 0.0)).steadiness == Steadiness::held);
}

TEST_CASE("Without a value a phase is inconclusive, and says what was missing") {
  const auto found = before(at_least(0.9), {NAN, NAN});
  CHECK(found.steadiness == Steadiness::inconclusive);
  CHECK(found.reason == "nothing arrived in the window");
}

TEST_CASE("The error budget that is burnt is the failures per failure that the objective allows") {
  const auto half = judged(at_least(0.99), {0.995, 0.995}).budget_burnt;
  CHECK(half->mean == Approx(0.5));
  CHECK(judged(at_least(0.999), {0.98, 0.99}).budget_burnt->mean == Approx(15));
  CHECK_FALSE(judged(at_least(1), {1, 1}).budget_burnt);
  CHECK_FALSE(judged(at_most(0.9), {0.5, 0.5}).budget_burnt);
}

TEST_CASE("The worst probe decides, and deviated is worse than inconclusive") {
  auto frame = struck("payment down");
  frame.hypothesis = HypothesisFrame{{at_least(0.48), at_least(0.5), at_least(0.52)}, {}};
  auto summaries = runs(four);
  for (auto& run : summaries) run.probes.resize(3, run.probes.front());
  auto found = judge_hypothesis(frame, summaries);
  CHECK(found.steadiness() == Steadiness::deviated);
  found.probes.pop_back();
  CHECK(found.steadiness() == Steadiness::inconclusive);
}

TEST_CASE("At the tolerance itself a verdict other than inconclusive is given 5 times in 100") {
  // Means of ten uniform values each are as good as normal: Student's interval covers the mean,
  // 0.5, with 95 %. Over 4000 experiments the standard error is sqrt(0.05 * 0.95 / 4000) = 0.0034.
  std::uint64_t state = 1;
  const auto uniform = [&] {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return static_cast<double>(state >> 11) / 9007199254740992.0;
  };
  constexpr int experiments = 4000;
  int held = 0;
  int deviated = 0;
  for (int i = 0; i < experiments; ++i) {
    std::vector<double> means(10);
    for (auto& mean : means)
      for (int k = 0; k < 10; ++k) mean += uniform() / 10;
    const auto verdict = before(at_least(0.5), means).steadiness;
    held += verdict == Steadiness::held;
    deviated += verdict == Steadiness::deviated;
  }
  CHECK(held / double{experiments} == Approx(0.025).margin(4 * 0.0025));
  CHECK(deviated / double{experiments} == Approx(0.025).margin(4 * 0.0025));
}
