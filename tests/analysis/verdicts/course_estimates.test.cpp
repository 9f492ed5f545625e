#include "analysis/verdicts/course_estimates.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <optional>

#include "analysis/course/course_columns.hpp"
#include "analysis/estimates/ratio.hpp"

using namespace faultline;

namespace {

/// One bucket, one part with this utilisation; an edge with this rate, if there was one.
RunSummary run(double utilisation, std::optional<double> rate = std::nullopt) {
  RunSummary summary;
  auto& part = summary.part_courses.emplace_back(part_course_columns.size(), 0.0);
  part[static_cast<std::size_t>(PartColumn::utilisation)] = utilisation;
  if (!rate) return summary;
  auto& edge = summary.edge_courses.emplace_back(2 + edge_course_columns.size(), 0.0);
  edge[0] = 3;
  edge[1] = 5;
  edge[2 + static_cast<std::size_t>(EdgeColumn::attempts)] = *rate;
  edge[2 + static_cast<std::size_t>(EdgeColumn::response_p99)] = 0.5;
  return summary;
}

CourseResult of(const std::vector<RunSummary>& runs) {
  CourseEstimates estimates;
  for (const auto& one : runs) estimates.add(one);
  return estimates.result();
}

}  // namespace

TEST_CASE("Each number over time has the interval that its values in all replications give") {
  const auto found = of({run(0.5), run(0.7), run(no_value)});
  const auto& cell = found.parts.at(0).at(static_cast<std::size_t>(PartColumn::utilisation));
  const std::vector<double> values{0.5, 0.7};
  CHECK(cell.mean == Approx(0.6));
  CHECK(cell.n == 2);
  // t(0.975, 1) = 12.7 deviations: the interval is cut at what a share can be.
  CHECK(cell.low == 0);
  CHECK(cell.high == 1);
  CHECK(estimate(values).high > 1);
}

TEST_CASE("An edge that a replication did not use had no attempts in it, and no response time") {
  for (const auto& runs :
       {std::vector{run(0), run(0, 6), run(0)}, std::vector{run(0, 6), run(0), run(0)}}) {
    const auto found = of(runs);
    REQUIRE(found.edges.size() == 1);
    CHECK(found.edges[0].from == 3);
    CHECK(found.edges[0].to == 5);
    const auto& values = found.edges[0].values;
    CHECK(values.at(static_cast<std::size_t>(EdgeColumn::attempts)).mean == Approx(2));
    CHECK(values.at(static_cast<std::size_t>(EdgeColumn::attempts)).n == 3);
    CHECK(values.at(static_cast<std::size_t>(EdgeColumn::response_p99)).mean == 0.5);
    CHECK(values.at(static_cast<std::size_t>(EdgeColumn::response_p99)).n == 1);
  }
}

TEST_CASE("Where no course was kept there is none") { CHECK(of({RunSummary{}}).buckets == 0); }
