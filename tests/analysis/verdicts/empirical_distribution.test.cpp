#include "analysis/verdicts/empirical_distribution.hpp"

#include <catch2/catch.hpp>
#include <numeric>

#include "analysis/estimates/histogram.hpp"

namespace faultline {

namespace {

/// A replication in which the answers took these times, and each was complete at once.
RunSummary run_with(const std::vector<Duration>& answers) {
  Histogram response;
  for (const auto span : answers) response.add(span);
  RunSummary run;
  auto& cells = run.distributions.emplace_back();
  response.for_each_cell([&](std::size_t cell, std::uint32_t count) {
    cells.insert(cells.end(), {static_cast<double>(cell), static_cast<double>(count)});
  });
  run.distributions.push_back({0, static_cast<double>(answers.size())});
  return run;
}

}  // namespace

TEST_CASE("a distribution pools the replications, and its shares add up to 1") {
  using namespace std::chrono_literals;
  const std::vector runs{run_with({100ms, 100ms, 200ms}), run_with({1s})};
  const auto response = distributions_of(runs)[0];
  CHECK(response.count == 4);
  double total = response.zero;
  for (const auto& bin : response.bins) {
    total += bin.share;
    if (bin.from <= 100ms && 100ms < bin.to) CHECK(bin.share == 0.5);
    if (bin.from <= 200ms && 200ms < bin.to) CHECK(bin.share == 0.25);
    CHECK(seconds(bin.to) / seconds(bin.from) <= 1.126);  // 9/8: the widest of the eight
  }
  CHECK(total == Approx(1));
}

TEST_CASE("the bins of a distribution follow on one another without a gap") {
  using namespace std::chrono_literals;
  const auto response = distributions_of(std::vector{run_with({3ms, 40s})})[0];
  for (std::size_t i = 1; i < response.bins.size(); ++i)
    CHECK(response.bins[i].from == response.bins[i - 1].to);
  CHECK(response.bins.front().from <= 3ms);
  CHECK(response.bins.back().to > 40s);
}

TEST_CASE("durations of 0 have a share of their own, and no bin") {
  using namespace std::chrono_literals;
  const auto consistency = distributions_of(std::vector{run_with({1ms, 2ms})})[1];
  CHECK(consistency.zero == 1);
  CHECK(consistency.bins.empty());
}

TEST_CASE("without courses there are no distributions") {
  CHECK(distributions_of(std::vector<RunSummary>(2)).empty());
}

}  // namespace faultline
