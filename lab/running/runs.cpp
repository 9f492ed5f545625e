#include "lab/running/runs.hpp"

#include <algorithm>
#include <utility>

namespace faultline {

Gathering::Gathering(std::size_t designs, std::size_t replications)
    : designs_(designs), results_(designs * replications), courses_(designs) {}

void Gathering::take(std::size_t design, std::size_t replication, RunResult result) {
  results_.at(replication * designs_ + design) = std::move(result);
  const auto replications = results_.size() / designs_;
  for (; next_course_ < replications && is_complete(next_course_); ++next_course_)
    add_courses(next_course_);
}

bool Gathering::is_complete(std::size_t replication) const {
  const auto first = results_.begin() + static_cast<std::ptrdiff_t>(replication * designs_);
  return std::all_of(first, first + static_cast<std::ptrdiff_t>(designs_),
                     [](const auto& one) { return one.has_value(); });
}

/// They are added up in the order of the replications, and not kept.
void Gathering::add_courses(std::size_t replication) {
  for (std::size_t i = 0; i < designs_; ++i) {
    auto& summary = results_[replication * designs_ + i]->summary;
    courses_[i].add(summary);
    summary.part_courses = {};
    summary.edge_courses = {};
  }
}

std::vector<CourseResult> Gathering::course_results() const {
  std::vector<CourseResult> courses;
  for (const auto& course : courses_) courses.push_back(course.result());
  return courses;
}

Runs Gathering::finish() {
  const auto replications = results_.size() / designs_;
  Runs runs{std::vector<std::vector<RunResult>>(designs_)};
  for (std::size_t replication = 0; replication < replications; ++replication) {
    if (!is_complete(replication)) continue;
    if (replication >= next_course_) add_courses(replication);
    for (std::size_t i = 0; i < designs_; ++i)
      runs.results[i].push_back(std::move(*results_[replication * designs_ + i]));
  }
  runs.courses = course_results();
  results_.clear();
  return runs;
}

Runs Gathering::so_far(bool courses) const {
  Runs runs{std::vector<std::vector<RunResult>>(designs_)};
  for (std::size_t replication = 0; replication < next_course_; ++replication)
    for (std::size_t i = 0; i < designs_; ++i)
      runs.results[i].push_back(*results_[replication * designs_ + i]);
  if (courses) runs.courses = course_results();
  return runs;
}

}  // namespace faultline
