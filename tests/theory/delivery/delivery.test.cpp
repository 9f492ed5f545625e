#include <catch2/catch.hpp>
#include <cmath>

#include "tests/models/delivery/months.hpp"
#include "tests/theory/agrees.hpp"
#include "tests/theory/queues.hpp"

using namespace faultline;

namespace {

/// One number read from each of `count` replications.
template <class Read>
Estimate over_replications(const MonthsSetup& setup, std::uint64_t count, Read read) {
  auto scenario = scenario_of(setup);
  std::vector<double> values;
  for (std::uint64_t i = 0; i < count; ++i) values.push_back(read(Months(scenario, i)));
  return estimate(values);
}

constexpr auto day = 24.0;  // hours, as all times below

/// One team of so many developers, which is asked for `rate` changes a day.
std::string team(const std::string& rate, const std::string& work, const std::string& developers) {
  return R"("team": { "owns": ["a"], "changes": ")" + rate + R"(/d", "work": )" + work +
         R"(, "developers": )" + developers + " }";
}

double mean_batch(const Months& months) {
  std::vector<double> sizes;
  for (const auto& one : months.deployments) sizes.push_back(one.changes);
  return Months::mean_of(sizes);
}

double share_failed(const Months& months) {
  std::vector<double> failed;
  for (const auto& one : months.deployments) failed.push_back(one.failed);
  return Months::mean_of(failed);
}

}  // namespace

/// A change that is ready at a uniform instant of the period T waits T / 2 for the train.
TEST_CASE("A release train is a batch server: T / 2 of waiting, rate x T in a batch") {
  const MonthsSetup setup{.delivery = R"("length": "1000d", "fails": 0, "pipeline": "0s")",
                          .teams = team("2", R"("0s")", "1"),
                          .shipping = R"({ "train": "10d" })"};
  const auto wait =
      over_replications(setup, 10, [](const Months& one) { return one.mean_lead_time(); });
  CHECK_THAT(wait, Agrees(10 * day / 2, {0.02}));
  CHECK_THAT(over_replications(setup, 10, mean_batch), Agrees(2.0 * 10, {0.05}));
  const auto trains = [](const Months& one) { return static_cast<double>(one.deployments.size()); };
  CHECK(over_replications(setup, 10, trains).mean == 1000 / 10);  // that of the last day too
}

/// The developers are the servers of M/M/c; the pipeline comes on top, and is no queue.
TEST_CASE("Alone, the mean lead time is the sojourn time of M/M/c and the pipeline") {
  const double work = 1.5 * day;
  const double rate = 1 / day;
  const MonthsSetup setup{.delivery = R"("length": "20000d", "fails": 0, "pipeline": "2h")",
                          .teams = team("1", R"({ "kind": "exponential", "mean": "1.5d" })", "2")};
  const auto lead_time = over_replications(setup, 10, [](const Months& one) {
    return one.mean_lead_time(Time{std::chrono::hours(1000 * 24)});
  });
  CHECK_THAT(lead_time, Agrees(mmc_sojourn(2, rate, work) + 2, {0.05}));
}

/// What leaves M/M/c is a Poisson process again (Burke), so that it knows nothing of the timetable.
TEST_CASE("With a train, the mean lead time has half of its period more") {
  const double work = 1.5 * day;
  const double rate = 1 / day;
  const MonthsSetup setup{.delivery = R"("length": "20000d", "fails": 0, "pipeline": "2h")",
                          .teams = team("1", R"({ "kind": "exponential", "mean": "1.5d" })", "2"),
                          .shipping = R"({ "train": "14d" })"};
  const auto lead_time = over_replications(setup, 10, [](const Months& one) {
    return one.mean_lead_time(Time{std::chrono::hours(1000 * 24)});
  });
  CHECK_THAT(lead_time, Agrees(mmc_sojourn(2, rate, work) + 14 * day / 2 + 2, {0.05}));
}

TEST_CASE("A batch of n changes fails with 1 - (1 - p)^n") {
  const MonthsSetup setup{.delivery = R"("length": "11d", "fails": 0.1, "pipeline": "0s")",
                          .teams = team("2", R"("0s")", "1"),
                          .shipping = R"({ "train": "10d" })"};
  // Of Poisson arrivals with mean 20 in ten days: E[(1 - p)^N] = exp(-20 p).
  const auto first = [](const Months& one) { return one.deployments.front().failed ? 1.0 : 0.0; };
  CHECK_THAT(over_replications(setup, 3000, first), Agrees(1 - std::exp(-20 * 0.1), {0.03}));

  auto constant = setup;
  constant.teams =
      R"("team": { "owns": ["a"], "work": "1h",
                   "changes": { "kind": "constant", "rate": "1/d" } })";
  // At 1 d, 2 d, ... 9 d; that of 10 d is not ready when the train leaves.
  CHECK_THAT(over_replications(constant, 3000, first), Agrees(1 - std::pow(0.9, 9), {0.03}));
}

/// A change fails G times before it is in production, P(G >= k) = p^k, and each time it costs until
/// the failure is noticed, the rollback, the fix and another way through the pipeline.
TEST_CASE("Alone, a defective change costs p / (1 - p) times a rollback and a fix") {
  const MonthsSetup setup{
      .delivery = R"("length": "5000d", "fails": 0.2, "pipeline": "2h", "noticed_after": "3h",
                     "restore": "0s", "fix": "12h")",
      .teams = team("1", R"("1d")", "1000")};
  const auto mean = [](const Months& one) { return one.mean_lead_time(); };
  CHECK_THAT(over_replications(setup, 10, mean),
             Agrees(day + 2 + 0.2 / 0.8 * (3 + 0 + 12 + 2), {0.01}));
  CHECK_THAT(over_replications(setup, 10, share_failed), Agrees(0.2, {0.05}));
}

/// Both parts are new, so that one of two is defective with 1 - (1 - p)^2; the developers of "b"
/// are asked when the work on "a" is done.
TEST_CASE("A change that another service depends on takes the work of both, and fails for both") {
  const MonthsSetup setup{
      .delivery = R"("length": "5000d", "fails": 0.1, "pipeline": "2h", "noticed_after": "0s",
                     "restore": "0s", "fix": "0s", "interface": 1, "incompatible": 1)",
      .teams = R"("asking": { "owns": ["b"], "changes": "0.5/d", "work": "1d", "developers": 1000 },
                  "asked": { "owns": ["a"], "changes": "0.5/d", "work": "3d", "adapting": "5h",
                             "developers": 1000 })",
      .services = R"("a": {}, "b": {})",
      .operations = R"("a.run": [ { "call": "b.run" } ], "b.run": [ { "effect": "done" } ])"};
  const auto share = [](const Months& one) {
    double both = 0, failed = 0;
    for (const auto& record : one.deployments) {
      both += record.teams == 2;
      failed += record.teams == 2 && record.failed;
    }
    return failed / both;
  };
  // Failures before both are good: with one new part p + p^2 + ..., with two, of which the fix
  // renews one or both, as many more.
  const double p = 0.1;
  const double of_one = p / (1 - p);
  const double of_two = (1 - (1 - p) * (1 - p) + 2 * p * (1 - p) * of_one) / (1 - p * p);
  CHECK_THAT(over_replications(setup, 10, share), Agrees(of_two / (1 + of_two), {0.05}));

  const auto lead_times = [](const Months& one) {
    auto hours = one.lead_times();
    std::ranges::sort(hours);
    return hours.front();
  };
  CHECK(over_replications(setup, 3, lead_times).mean == Approx(day + 5 + 2));
}
