#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/engine/check.hpp"
#include "sim/engine/time.hpp"

namespace faultline {

/// Counts of durations in cells that widen with the duration: each octave [2^k, 2^(k+1)) ns has 64
/// cells.
///
/// Durations below 128 ns are exact. A longer one is reported as the middle of its cell, whose
/// width is at most 1/64 of the duration, so that a quantile is off by at most 1/128 = 0.8 %. The
/// sum is exact. Memory grows by whole octaves between the smallest and the greatest duration (256
/// bytes each), never with the number of durations.
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

  /// Forgets all that was counted, and keeps the room for it.
  void clear();

  /// Adds the counts of `other`.
  void merge(const Histogram& other);

  std::uint64_t count() const { return count_; }

  /// In seconds; no value (NaN) if nothing was counted.
  double mean_s() const;

  /// The quantile `q` (0 to 1) in seconds, by nearest rank: the smallest duration that the share
  /// `q` of all durations does not exceed; no value (NaN) if nothing was counted.
  double quantile_s(double q) const;

 private:
  static constexpr int cell_bits = 6;
  static constexpr std::size_t cells_per_octave = std::size_t{1} << cell_bits;

  static std::size_t cell_of(Duration span) {
    check(span.count() >= 0, "a span in a histogram is not negative");
    const auto value = static_cast<std::uint64_t>(span.count());
    const auto shift =
        static_cast<unsigned>(std::bit_width(value | cells_per_octave)) - 1 - cell_bits;
    return (shift << cell_bits) + (value >> shift);
  }

  static Duration middle_of(std::size_t cell);

  /// Makes room for the cells [from, to).
  void cover(std::size_t from, std::size_t to);

  std::vector<std::uint32_t> counts_;  ///< of the cells from first_ on
  std::size_t first_ = 0;
  std::uint64_t count_ = 0;
  __int128 sum_ = 0;  ///< ns
};

}  // namespace faultline
