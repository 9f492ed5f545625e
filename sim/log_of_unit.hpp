#pragma once

#include <array>
#include <bit>
#include <cstdint>

namespace faultline {

namespace detail {

/// 1 / c and ln(c) at the middle c of each of 128 equal parts of [1, 2).
struct LogTable {
  struct Entry {
    double inverse;
    double log;
  };
  std::array<Entry, 128> entries;
  LogTable();
};
extern const LogTable log_table;

}  // namespace detail

/// ln(w / 2^53) for 0 < w < 2^53; error below 1e-15 + 2e-16 |ln|. It works on the bits of a draw,
/// without the way through a floating-point number. Only its table comes from libm.
///
/// w / 2^53 = 2^k m, m in [1, 2); with c the middle of m's part, r = m / c - 1, |r| <= 2^-8:
/// ln = k ln 2 + ln c + r - r^2/2 + r^3/3 - r^4/4 + r^5/5 - r^6/6.
inline double log_of_unit(std::uint64_t w) {
  constexpr double ln2 = 0x1.62e42fefa39efp-1;
  const int zeros = std::countl_zero(w);
  const auto fraction = w << zeros << 1;  // what follows the leading one
  const auto& entry = detail::log_table.entries[fraction >> 57];
  const auto m = std::bit_cast<double>(fraction >> 12 | 0x3FF0000000000000u);
  const auto r = m * entry.inverse - 1;
  const auto r2 = r * r;
  const auto tail = (1.0 / 3 - r * 0.25) + r2 * (0.2 - r * (1.0 / 6));
  return (static_cast<double>(10 - zeros) * ln2 + entry.log) + (r + r2 * (r * tail - 0.5));
}

}  // namespace faultline
