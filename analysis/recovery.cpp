#include "analysis/recovery.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "analysis/steady_state.hpp"

namespace faultline {

namespace {

constexpr int buckets_in_a_row = 5;

/// Start of the first run of buckets at or above `floor`, from the bucket of `from` on.
std::optional<Time> first_run(const Buckets& buckets, std::span<const double> healthy, Time from,
                              double floor) {
  auto start = buckets.of(from);
  int in_a_row = 0;
  for (auto i = start; i < buckets.count(); ++i) {
    if (std::isnan(healthy[i])) continue;
    if (healthy[i] < floor) {
      in_a_row = 0;
      continue;
    }
    if (in_a_row == 0) start = i;
    if (++in_a_row == buckets_in_a_row) return std::max(from, buckets.from(start));
  }
  return std::nullopt;
}

}  // namespace

Recovery recovery_of(const RunFrame& frame, const Buckets& buckets,
                     std::span<const double> healthy) {
  const auto steady = steady_buckets(frame, buckets);
  const auto state = steady_state(healthy.subspan(steady.first, steady.size()));
  Recovery recovery{no_value, no_value};
  if (!state.known()) return recovery;
  const double floor = state.mean - std::max(3 * state.deviation, 0.01);
  for (const auto& fault : frame.faults) {
    if (!takes_place(fault, frame) || fault.to >= frame.length) continue;
    const auto recovered = first_run(buckets, healthy, fault.to, floor);
    const auto until = recovered.value_or(frame.length);
    recovery.longest_s = std::fmax(recovery.longest_s, seconds(until - fault.to));
    recovery.collapsed = std::fmax(recovery.collapsed, recovered ? 0 : 1);
  }
  return recovery;
}

}  // namespace faultline
