#include "analysis/verdicts/comparison.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <string>

#include "analysis/estimates/ratio.hpp"
#include "analysis/measures/measures.hpp"
#include "analysis/verdicts/replications.hpp"

using namespace faultline;

namespace {

constexpr auto availability = measure_index("availability");
constexpr auto response = measure_index("response_mean_s");

/// One replication for each value of `measure`; the other measures are all 1.
std::vector<RunSummary> runs(std::size_t measure, std::vector<double> values) {
  std::vector<RunSummary> runs;
  for (const double value : values) {
    auto& run = runs.emplace_back();
    run.measures.emplace_back(measures.size(), 1.0);
    run.measures[0][measure] = value;
    run.series = {{0, 1}, {value, no_value}};
  }
  return runs;
}

Winner winner(std::size_t measure, std::vector<double> first, std::vector<double> second) {
  auto found = compare(runs(measure, first), runs(measure, second), 0);
  name_winners({&found[measure]});
  return found[measure].winner;
}

/// Which of several comparisons with these probabilities name a winner; all favour the second.
std::string winners(const std::vector<double>& p) {
  std::vector<Difference> all;
  for (const double one : p) all.push_back({availability, {0.1, 0, 0.2, 9}, one});
  std::vector<Difference*> shown;
  for (auto& one : all) shown.push_back(&one);
  name_winners(shown);
  std::string text;
  for (const auto& one : all) text += one.winner == Winner::second ? "2" : "-";
  return text;
}

}  // namespace

TEST_CASE("The design with the higher availability wins, with the longer response loses") {
  CHECK(winner(availability, {0.5, 0.6, 0.7}, {0.9, 0.99, 0.98}) == Winner::second);
  CHECK(winner(availability, {0.9, 0.99, 0.98}, {0.5, 0.6, 0.7}) == Winner::first);
  CHECK(winner(response, {0.5, 0.6, 0.7}, {0.9, 0.99, 0.98}) == Winner::first);
  CHECK(winner(response, {0.9, 0.99, 0.98}, {0.5, 0.6, 0.7}) == Winner::second);
}

TEST_CASE("No winner is named while the interval contains zero") {
  CHECK(winner(availability, {0.5, 0.6, 0.7}, {0.6, 0.5, 0.9}) == Winner::none);
  CHECK(winner(availability, {0.5, 0.6, 0.7}, {0.5, 0.6, 0.7}) == Winner::none);
}

TEST_CASE(
    "Holm's procedure holds the smallest of m against 5 % / m, the next against 5 % / (m - 1)") {
  CHECK(winners({0.04}) == "2");
  CHECK(winners({0.04, 0.04}) == "--");                 // 0.04 > 0.05 / 2
  CHECK(winners({0.04, 0.02}) == "22");                 // 0.02 < 0.05 / 2, then 0.04 < 0.05 / 1
  CHECK(winners({0.03, 0.001, 0.02, 0.5}) == "-2--");   // 0.001 < 0.05 / 4, 0.02 > 0.05 / 3
  CHECK(winners({no_value, 0.04, no_value}) == "-2-");  // two of them have nothing to decide
}

TEST_CASE("One replication names no winner") {
  CHECK(winner(availability, {0.1}, {0.9}) == Winner::none);
}

TEST_CASE("Where no direction is better nobody wins") {
  CHECK(winner(measure_index("throughput_per_s"), {1, 2, 3}, {11, 12, 13.5}) == Winner::none);
}

TEST_CASE("Differences come in the order of the measures, second less first") {
  const auto found = compare(runs(response, {1, 2}), runs(response, {4, 6}), 0);
  REQUIRE(found.size() == measures.size());
  CHECK(found[response].measure == response);
  CHECK(found[response].estimate.mean == (3 + 4) / 2.0);
  CHECK(found[availability].estimate.mean == 0);
}

TEST_CASE("Measures and series are averaged over the replications, each by itself") {
  const auto two = runs(response, {2, 4});
  CHECK(estimate_measures(two, 0)[response].mean == 3);
  CHECK(estimate_measures(two, 0)[availability].mean == 1);
  const auto series = estimate_table(two, &RunSummary::series);
  REQUIRE(series.size() == 2);
  CHECK(series[0][1].mean == 1);
  CHECK(series[1][0].mean == 3);
  CHECK(series[1][0].high == Approx(3 + 12.7062047 * std::sqrt(2) / std::sqrt(2)));
  CHECK(std::isnan(series[1][1].mean));
}

TEST_CASE("What is estimated of shares stays within 0 and 1, of all else above 0") {
  const auto shares = estimate_measures(runs(availability, {1, 1, 0.98}), 0)[availability];
  CHECK(shares.high == 1);
  CHECK(estimate_measures(runs(availability, {0, 0, 0.02}), 0)[availability].low == 0);
  const auto times = estimate_measures(runs(response, {0, 0, 3}), 0)[response];
  CHECK(times.low == 0);
  CHECK(times.high == Approx(1 + 4.3026527 * std::sqrt(3) / std::sqrt(3)));
  const auto counts = estimate_table(runs(response, {0, 0, 3}), &RunSummary::series);
  CHECK(counts[1][0].low == 0);
  CHECK(counts[1][0].high > 1);
  std::vector<RunSummary> series(3);
  for (std::size_t i = 0; i < series.size(); ++i)
    series[i].series = {{0}, {5}, {i == 0 ? 0.98 : 1.0}};  // time, asked, availability
  CHECK(estimate_table(series, &RunSummary::series)[2][0].high == 1);
  CHECK(compare(runs(availability, {1, 1, 0.98}), runs(availability, {1, 1, 1}), 0)[availability]
            .estimate.low < 0);
}
