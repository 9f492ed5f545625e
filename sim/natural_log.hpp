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

/// ln(x) for a positive, normal x; error below 1e-15 + 2e-16 |ln x|. The machine's libm picks its
/// code by processor; this gives the same bits everywhere but for the table, and is inlined.
///
/// x = 2^k m, m in [1, 2); with c the middle of m's part, r = m / c - 1, |r| < 2^-8:
/// ln x = k ln 2 + ln c + r - r^2/2 + r^3/3 - r^4/4 + r^5/5 - r^6/6.
inline double natural_log(double x) {
  constexpr double ln2 = 0x1.62e42fefa39efp-1;
  const auto bits = std::bit_cast<std::uint64_t>(x);
  const auto exponent = static_cast<double>(static_cast<std::int64_t>(bits >> 52) - 1023);
  const auto& entry = detail::log_table.entries[bits >> 45 & 127];
  const auto m = std::bit_cast<double>((bits & 0xFFFFFFFFFFFFFu) | 0x3FF0000000000000u);
  const auto r = m * entry.inverse - 1;
  const auto r2 = r * r;
  const auto tail = (1.0 / 3 - r * 0.25) + r2 * (0.2 - r * (1.0 / 6));
  return (exponent * ln2 + entry.log) + (r + r2 * (r * tail - 0.5));
}

}  // namespace faultline
