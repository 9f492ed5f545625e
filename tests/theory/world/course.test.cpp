#include "analysis/course/course.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "models/scenario/structure/frame.hpp"
#include "sim/language/among.hpp"
#include "tests/theory/agrees.hpp"
#include "tests/theory/queues.hpp"
#include "tests/theory/replications.hpp"

using namespace faultline;

namespace {

/// One service with exponential work of 10 ms, asked at a Poisson rate.
Setup station(int workers, double rate) {
  return {.length = "400s",
          .arrivals = poisson_at(rate),
          .services = R"("a": { "workers": )" + std::to_string(workers) + " }",
          .operations = R"("a.run": [ { "work": { "kind": "exponential", "mean": "10ms" } },)"
                        R"( { "effect": "done" } ])"};
}

/// The mean over all buckets in which a cell has a value.
double mean_over_time(std::span<const double> row, std::size_t column, std::size_t buckets) {
  double sum = 0;
  int count = 0;
  for (const auto value : row.subspan(column * buckets, buckets)) {
    if (std::isnan(value)) continue;
    sum += value;
    ++count;
  }
  return sum / count;
}

/// A column of a part, averaged over time, in each replication.
Estimate part(const Replications& runs, PartColumn column) {
  std::vector<double> values;
  for (const auto& run : runs.summaries()) {
    const auto& row = run.part_courses.front();
    values.push_back(mean_over_time(row, static_cast<std::size_t>(column),
                                    row.size() / part_course_columns.size()));
  }
  return estimate(values);
}

/// Likewise of the only edge, from the client.
std::vector<double> edge(const Replications& runs, EdgeColumn column) {
  std::vector<double> values;
  for (const auto& run : runs.summaries()) {
    const auto row = std::span(run.edge_courses.front()).subspan(2);
    values.push_back(mean_over_time(row, static_cast<std::size_t>(column),
                                    row.size() / edge_course_columns.size()));
  }
  return values;
}

/// "from > to"
std::vector<std::string> edges_of(const Setup& setup) {
  const auto frame = frame_of(scenario_of(setup), "only");
  const Replications runs(setup, 1);
  std::vector<std::string> edges;
  for (const auto& row : runs.summaries().front().edge_courses)
    edges.push_back(course_node(frame, static_cast<std::size_t>(row[0])) + " > " +
                    course_node(frame, static_cast<std::size_t>(row[1])));
  return edges;
}

}  // namespace

TEST_CASE("M/M/3: utilisation over time is rho = lambda E[S] / 3 on the mean") {
  const Replications runs(station(3, 200), 10);
  CHECK_THAT(part(runs, PartColumn::utilisation), Agrees(200 * 0.01 / 3, {0.01}));
  CHECK_THAT(part(runs, PartColumn::attempts), Agrees(200, {0.01}));
  CHECK(part(runs, PartColumn::instances_up).mean == 1);
}

TEST_CASE("Little's law holds on an edge: in flight = rate x mean response time") {
  const Replications runs(station(3, 200), 10);
  const auto in_flight = edge(runs, EdgeColumn::in_flight);
  const auto response = runs.values("response_mean_s");
  const auto rate = edge(runs, EdgeColumn::attempts);
  for (std::size_t i = 0; i < in_flight.size(); ++i)
    CHECK(in_flight[i] == Approx(rate[i] * response[i]).epsilon(0.001));
  CHECK_THAT(estimate(in_flight), Agrees(200 * mmc_sojourn(3, 200, 0.01), {0.02}));
  CHECK_THAT(part(runs, PartColumn::in_flight), Agrees(200 * mmc_sojourn(3, 200, 0.01), {0.1}));
}

TEST_CASE("M/M/1: response times over time are exponential, p = -ln(1 - q) / (mu - lambda)") {
  // In a bucket there are 50 answers only, whose quantiles are biased: few buckets, long ones.
  auto setup = station(1, 50);
  setup.length = "36000s";
  const Replications runs(setup, 4);
  const auto p50 = estimate(edge(runs, EdgeColumn::response_p50));
  CHECK_THAT(p50, Agrees(std::log(2) / 50, {0.01, histogram_resolution}));
  const auto p99 = estimate(edge(runs, EdgeColumn::response_p99));
  CHECK_THAT(p99, Agrees(std::log(100) / 50, {0.01, 0.02}));
}

TEST_CASE("An event goes from its publisher to the topic, and from there to its consumer") {
  Setup setup{.arrivals = R"({ "kind": "constant", "rate": "10/s" })",
              .services = R"("a": {}, "b": {})",
              .operations = R"("b.take": [ { "work": "20ms" }, { "effect": "done" } ])",
              .designs = R"("only": { "topics": { "t": {} }, "subscriptions": { "b.take": {)"
                         R"( "topic": "t" } }, "a.run": [ { "publish": "t" } ] })"};
  const auto edges = edges_of(setup);
  CHECK(edges == std::vector<std::string>{"client > a.run", "topic t > b.take", "a.run > topic t"});
}

TEST_CASE(
    "An event that is given up goes from its consumer's service to the topic of dead letters") {
  Setup setup{.arrivals = R"({ "kind": "constant", "rate": "10/s" })",
              .services = R"("a": {}, "b": {})",
              .operations = R"("b.take": [ { "error_rate": 1 }, { "effect": "done" } ],
                               "b.look": [ { "work": "1ms" } ])",
              .designs = R"("only": { "topics": { "t": {}, "dead": {} }, "subscriptions": {
                              "b.take": { "topic": "t", "attempts": 1, "dead_letter": "dead" },
                              "b.look": { "topic": "dead" } },
                              "a.run": [ { "publish": "t" } ] })",
              .in_vain = true};
  const auto edges = edges_of(setup);
  CHECK(std::ranges::count(edges, "service b > topic dead") == 1);
  CHECK(std::ranges::count(edges, "topic dead > b.look") == 1);
}

TEST_CASE("A call that is still under way when the run has ended was in flight until then") {
  Setup setup{.arrivals = R"({ "kind": "constant", "rate": "1/s" })",
              .services = R"("a": {}, "b": {})",
              .operations = R"("b.run": [ { "work": "200ms" } ],
                               "a.run": [ { "call": "b.run" }, { "effect": "done" } ])",
              .faults = R"({ "name": "f", "kind": "hang", "target": "b", "at": "90s" })"};
  const Replications runs(setup, 1);
  const auto& summary = runs.summaries().front();
  REQUIRE(summary.edge_courses.size() == 2);
  const auto cell = [&](EdgeColumn column, std::size_t bucket) {
    return summary.edge_courses[1][2 + static_cast<std::size_t>(column) * 100 + bucket];
  };
  CHECK(cell(EdgeColumn::in_flight, 89) == Approx(0.2));
  for (std::size_t bucket = 90; bucket < 100; ++bucket)
    CHECK(cell(EdgeColumn::in_flight, bucket) == Approx(bucket - 89));
  for (std::size_t bucket = 0; bucket < 100; ++bucket)
    CHECK(cell(EdgeColumn::failed, bucket) + cell(EdgeColumn::timed_out, bucket) == 0);
}

TEST_CASE("A call that is given up counts as timed out when the caller stops waiting") {
  Setup setup{.arrivals = R"({ "kind": "constant", "rate": "1/s" })",
              .services = R"("a": {}, "b": {})",
              .operations =
                  R"("b.run": [ { "work": "700ms" } ], "a.run": [)"
                  R"( { "call": "b.run", "optional": true, "policies": [)"
                  R"( { "kind": "timeout", "after": "200ms" } ] }, { "effect": "done" } ])",
              .in_vain = true};
  const Replications runs(setup, 1);
  const auto& summary = runs.summaries().front();
  REQUIRE(summary.edge_courses.size() == 2);
  const auto cell = [&](EdgeColumn column, std::size_t bucket) {
    return summary.edge_courses[1][2 + static_cast<std::size_t>(column) * 100 + bucket];
  };
  CHECK(cell(EdgeColumn::timed_out, 50) == 1);
  CHECK(cell(EdgeColumn::attempts, 50) == 1);
  CHECK(cell(EdgeColumn::in_flight, 50) == Approx(0.2));
}
