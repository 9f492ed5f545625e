#pragma once

#include <optional>
#include <vector>

#include "analysis/verdicts/course_estimates.hpp"
#include "lab/running/packet.hpp"

namespace faultline {

/// What was run of an experiment.
struct Runs {
  /// By design, then by replication: those that all designs have finished, in order.
  std::vector<std::vector<RunResult>> results;
  bool interrupted = false;  ///< the user stopped it before the end
  /// By design: the course of the parts and edges; none where it is not kept.
  std::vector<CourseResult> courses = {};
};

/// Gathers what runs come to, in whatever order they end. What is found does not depend on that
/// order: results stand in the order of the replications, and courses are added up in it.
class Gathering {
 public:
  Gathering(std::size_t designs, std::size_t replications);

  /// Takes the result of one design in one replication.
  void take(std::size_t design, std::size_t replication, RunResult result);

  /// All designs have finished it.
  bool is_complete(std::size_t replication) const;

  /// Replications that all designs have finished, before the first that is missing.
  std::size_t finished() const { return next_course_; }

  /// Hands out the replications that all designs have finished, and has nothing left.
  Runs finish();

  /// The `finished()` ones, with their courses or without; all is kept.
  Runs so_far(bool courses) const;

 private:
  void add_courses(std::size_t replication);
  std::vector<CourseResult> course_results() const;

  std::size_t designs_;
  std::vector<std::optional<RunResult>> results_;  ///< by replication, then by design
  std::vector<CourseEstimates> courses_;           ///< by design
  std::size_t next_course_ = 0;                    ///< the first replication not added to them
};

}  // namespace faultline
