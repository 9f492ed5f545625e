#include "analysis/verdicts/verdict.hpp"

#include <catch2/catch.hpp>

#include "analysis/estimates/ratio.hpp"
#include "analysis/measures/measures.hpp"

using namespace faultline;

namespace {

constexpr auto availability = measure_index("availability");

/// Replications in whose second slice availability has these values.
std::vector<RunSummary> runs(std::vector<double> values) {
  std::vector<RunSummary> runs;
  for (const double value : values) {
    auto& run = runs.emplace_back();
    run.measures.assign(2, std::vector<double>(measures.size(), no_value));
    run.measures[1][availability] = value;
  }
  return runs;
}

}  // namespace

TEST_CASE("An expectation holds when the mean is within its bounds, both included") {
  const auto three = runs({0.4, 0.5, 0.6});
  const auto judged = [&](Expectation expectation) {
    expectation.slice = 1;
    expectation.measure = availability;
    return judge(expectation, three).passed;
  };
  CHECK(judged({.at_least = 0.5}));
  CHECK_FALSE(judged({.at_least = 0.51}));
  CHECK(judged({.at_most = 0.5}));
  CHECK_FALSE(judged({.at_most = 0.49}));
  CHECK(judged({.at_least = 0.4, .at_most = 0.6}));
  CHECK_FALSE(judged({.at_least = 0.6, .at_most = 0.9}));
}

TEST_CASE("A verdict is close when a bound lies within the interval") {
  const auto four = runs({0.49, 0.5, 0.5, 0.51});  // 0.5 -+ 3.182 * 0.00816 / 2 = 0.013
  CHECK(judge({1, availability, 0.49}, four).close);
  CHECK(judge({1, availability, 0.51}, four).close);
  CHECK_FALSE(judge({1, availability, 0.48}, four).close);
  CHECK_FALSE(judge({1, availability, 0.52}, four).close);
  CHECK(judge({1, availability, std::nullopt, 0.51}, four).close);
  CHECK_FALSE(judge({1, availability, 0.9}, runs({0.5})).close);
}

TEST_CASE("A verdict is close too where the possible ends at the bound") {
  const auto nearly = runs({1, 1, 0.98});
  CHECK(judge({1, availability, 1.0}, nearly).close);
  CHECK_FALSE(judge({1, availability, 1.0}, runs({1, 1, 1})).close);
  CHECK(judge({1, availability, std::nullopt, 0.0}, runs({0, 0, 0.02})).close);
  CHECK_FALSE(judge({1, availability, std::nullopt, 0.0}, runs({0, 0, 0})).close);
}

TEST_CASE("What has no value fails, and the verdict says what was missing") {
  const auto verdict = judge({0, measure_index("response_p99_s"), 0.0}, runs({1, 1}));
  CHECK_FALSE(verdict.passed);
  CHECK(verdict.reason == "no usable answer in the window");
  CHECK(judge({1, availability, 0.9}, runs({1, 1})).reason.empty());
}
