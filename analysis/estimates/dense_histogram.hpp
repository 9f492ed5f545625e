#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "analysis/estimates/log_cells.hpp"

namespace faultline {

/// Counts of durations, each in its log-scaled cell (LogCells), with room for all cells: to add one
/// is a dozen instructions. It takes 10 KB, so that there is one for what happens now, and not one
/// for each span of time. Durations from 2^44 ns (4.9 h) on count as the longest below that.
class DenseHistogram {
 public:
  void add(Duration span) {
    const auto cell = LogCells::of(span);
    ++counts_[cell < cells ? cell : cells - 1];
  }

  void clear();
  /// Adds the counts of `other`.
  void merge(const DenseHistogram& other);
  std::uint64_t count() const;

  /// How many there are, and two quantiles of them, as Histogram has them.
  struct Shape {
    std::uint64_t count;
    double p50_s;  ///< no value (NaN) if nothing was counted
    double p99_s;
  };
  Shape shape() const;

 private:
  static constexpr std::size_t cells = (44 - LogCells::bits + 1) * LogCells::per_octave;
  static constexpr std::size_t octaves = cells / LogCells::per_octave;

  std::uint64_t in_octave(std::size_t octave) const;
  double quantile_s(double rank, const std::array<std::uint64_t, octaves>& in) const;

  std::array<std::uint32_t, cells> counts_{};
};

}  // namespace faultline
