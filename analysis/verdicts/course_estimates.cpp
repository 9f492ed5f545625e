#include "analysis/verdicts/course_estimates.hpp"

#include <limits>
#include <set>
#include <span>

#include "analysis/course/course_columns.hpp"

namespace faultline {

namespace {

constexpr auto infinite = std::numeric_limits<double>::infinity();

void add_to(std::vector<RunningMoments>& row, std::span<const double> values) {
  row.resize(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) row[i].add(values[i]);
}

/// An edge on which nothing has come: rates are 0, and response times have no value.
void add_unused(std::vector<RunningMoments>& row, std::size_t buckets) {
  for (std::size_t i = 0; i < static_cast<std::size_t>(EdgeColumn::response_p50) * buckets; ++i)
    row[i].add(0);
}

std::vector<Estimate> estimates(const std::vector<RunningMoments>& row,
                                std::span<const std::string_view> columns) {
  std::vector<Estimate> estimates;
  const auto buckets = row.size() / columns.size();
  for (std::size_t i = 0; i < row.size(); ++i)
    estimates.push_back(
        within(estimate(row[i].moments()), 0, is_share(columns[i / buckets]) ? 1 : infinite));
  return estimates;
}

}  // namespace

CourseEstimates::Row CourseEstimates::unused() const {
  Row row(edge_course_columns.size() * buckets_);
  for (int run = 0; run < runs_; ++run) add_unused(row, buckets_);
  return row;
}

void CourseEstimates::add(const RunSummary& run) {
  if (run.part_courses.empty()) return;
  buckets_ = run.part_courses.front().size() / part_course_columns.size();
  parts_.resize(run.part_courses.size());
  for (std::size_t i = 0; i < parts_.size(); ++i) add_to(parts_[i], run.part_courses[i]);
  std::set<Nodes> used;
  for (const auto& edge : run.edge_courses) {
    const Nodes nodes{static_cast<std::size_t>(edge[0]), static_cast<std::size_t>(edge[1])};
    const auto row = edges_.try_emplace(nodes, unused()).first;
    add_to(row->second, std::span(edge).subspan(2));
    used.insert(nodes);
  }
  for (auto& [nodes, row] : edges_)
    if (!used.contains(nodes)) add_unused(row, buckets_);
  ++runs_;
}

CourseResult CourseEstimates::result() const {
  CourseResult result{.buckets = buckets_};
  for (const auto& row : parts_) result.parts.push_back(estimates(row, part_course_columns));
  for (const auto& [nodes, row] : edges_)
    result.edges.push_back({nodes.first, nodes.second, estimates(row, edge_course_columns)});
  return result;
}

}  // namespace faultline
