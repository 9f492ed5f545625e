#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "analysis/estimates/buckets.hpp"
#include "sim/records/records.hpp"

namespace faultline {

/// Where the time of usable answers went, in one slice of a run: by place, the seconds of each
/// activity in the mean answer. Their sum is the mean response time.
using TimeRows = std::vector<std::array<double, activities>>;

/// Adds up the pieces of response times by place and activity.
///
/// The sums are kept apart by response time, in classes of which eight make a doubling, so that
/// they can be had of the slowest answers alone.
class TimeTally {
 public:
  explicit TimeTally(std::size_t places) : places_(places) {}

  void answer(const AnswerRecord& record);
  /// Of all answers; no values where there was none.
  TimeRows mean() const { return mean_of_slowest(1); }
  /// Of this share of the answers, the slowest ones. A class that has more than are missing of it
  /// counts in part.
  TimeRows mean_of_slowest(double share) const;

 private:
  struct Class {
    std::uint64_t answers = 0;
    std::vector<std::int64_t> sums;  ///< in ns, by place, its activities side by side
  };

  Class& class_of(Duration response);

  std::size_t places_;
  std::vector<Class> classes_;
  std::uint64_t answers_ = 0;
};

}  // namespace faultline
