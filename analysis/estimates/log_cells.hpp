#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

#include "sim/engine/time.hpp"

namespace faultline {

/// Cells for durations that widen with the duration: each octave [2^k, 2^(k+1)) ns has 64 cells.
/// Durations below 128 ns are exact. A longer one is reported as the middle of its cell, whose
/// width is at most 1/64 of the duration, so that it is off by at most 1/128 = 0.8 %.
struct LogCells {
  static constexpr int bits = 6;
  static constexpr std::size_t per_octave = std::size_t{1} << bits;

  /// Of a span that is not negative.
  static std::size_t of(Duration span) {
    const auto value = static_cast<std::uint64_t>(span.count());
    const auto shift = static_cast<unsigned>(std::bit_width(value | per_octave)) - 1 - bits;
    return (shift << bits) + (value >> shift);
  }

  /// The least duration in the cell; that of the next cell is the least above it.
  static Duration least(std::size_t cell) {
    if (cell < 2 * per_octave) return Duration{static_cast<std::int64_t>(cell)};
    const auto shift = cell / per_octave - 1;
    return Duration{static_cast<std::int64_t>(std::uint64_t{cell - shift * per_octave} << shift)};
  }

  static Duration middle(std::size_t cell) {
    if (cell < 2 * per_octave) return least(cell);
    const auto shift = cell / per_octave - 1;
    return least(cell) + Duration{static_cast<std::int64_t>((std::uint64_t{1} << shift) / 2)};
  }
};

}  // namespace faultline
