#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "analysis/estimates/log_cells.hpp"
#include "sim/engine/check.hpp"
#include "sim/engine/time.hpp"

namespace faultline {

/// Counts of durations in log-scaled cells (LogCells), so that a quantile is off by at most 0.8 %.
/// The sum is exact. Memory grows by whole octaves between the smallest and the greatest duration
/// (256 bytes each), never with the number of durations.
class Histogram {
 public:
  void add(Duration span) {
    const auto cell = cell_of(span);
    if (cell - first_ >= counts_.size()) [[unlikely]]
      cover(cell, cell + 1);
    check(++counts_[cell - first_] != 0, "a histogram's cell has overflowed");
    ++count_;
    sum_ += span.count();
  }

  /// Adds the counts of `other`.
  void merge(const Histogram& other);

  std::uint64_t count() const { return count_; }

  /// Calls `take(cell, count)` for each cell of LogCells that holds anything, in ascending order.
  void for_each_cell(auto take) const {
    for (std::size_t i = 0; i < counts_.size(); ++i)
      if (counts_[i] > 0) take(first_ + i, counts_[i]);
  }

  /// In seconds; no value (NaN) if nothing was counted.
  double mean_s() const;

  /// The quantile `q` (0 to 1) in seconds, by nearest rank: the smallest duration that the share
  /// `q` of all durations does not exceed; no value (NaN) if nothing was counted.
  double quantile_s(double q) const;

 private:
  static constexpr auto cells_per_octave = LogCells::per_octave;

  static std::size_t cell_of(Duration span) {
    check(span.count() >= 0, "a span in a histogram is not negative");
    return LogCells::of(span);
  }

  /// Makes room for the cells [from, to).
  void cover(std::size_t from, std::size_t to);

  std::vector<std::uint32_t> counts_;  ///< of the cells from first_ on
  std::size_t first_ = 0;
  std::uint64_t count_ = 0;
  __int128 sum_ = 0;  ///< ns
};

}  // namespace faultline
