#pragma once

#include <cstddef>
#include <map>
#include <utility>
#include <vector>

#include "analysis/estimates/estimate.hpp"
#include "analysis/estimates/moments.hpp"
#include "analysis/measures/summary.hpp"

namespace faultline {

/// What the replications say of the parts and edges of one design over time. Times and rates are 0
/// or more, shares at most 1.
struct CourseResult {
  struct Edge {
    std::size_t from;  ///< see course_node
    std::size_t to;
    std::vector<Estimate> values;  ///< by column, then by bucket
  };

  std::size_t buckets = 0;                   ///< 0: it was not kept
  std::vector<std::vector<Estimate>> parts;  ///< by part; then by column and bucket
  std::vector<Edge> edges;                   ///< those that were used in any replication
};

/// Adds up the courses of one replication after the other, in their order: memory depends on the
/// parts, edges and buckets, not on the number of replications.
class CourseEstimates {
 public:
  void add(const RunSummary& run);
  CourseResult result() const;

 private:
  using Row = std::vector<RunningMoments>;  ///< by column, then by bucket
  using Nodes = std::pair<std::size_t, std::size_t>;

  Row unused() const;

  int runs_ = 0;
  std::size_t buckets_ = 0;
  std::vector<Row> parts_;
  std::map<Nodes, Row> edges_;
};

}  // namespace faultline
