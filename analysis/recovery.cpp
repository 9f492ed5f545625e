#include "analysis/recovery.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "analysis/steady_state.hpp"

namespace faultline {

namespace {

constexpr int buckets_in_a_row = 5;

/// From when on, from the bucket of `from` to that of `to`, all was well to the end: 5 buckets in a
/// row within the band make it well, 5 in a row out of it unwell again.
std::optional<Time> last_return(const Buckets& buckets, std::span<const double> healthy,
                                const Window& after, double floor) {
  std::optional<Time> well_since;
  auto start = buckets.of(after.from);
  int in_a_row = 0;
  for (auto i = start; i < buckets.count() && buckets.from(i) < after.to; ++i) {
    if (std::isnan(healthy[i])) continue;
    const bool changes = (healthy[i] >= floor) != well_since.has_value();
    if (changes && in_a_row == 0) start = i;
    in_a_row = changes ? in_a_row + 1 : 0;
    if (in_a_row < buckets_in_a_row) continue;
    well_since =
        well_since ? std::nullopt : std::optional(std::max(after.from, buckets.from(start)));
    in_a_row = 0;
  }
  return well_since;
}

/// The time after a fault, up to the next that begins.
Window after(const Window& fault, const RunFrame& frame) {
  auto to = frame.length;
  for (const auto& next : frame.faults)
    if (next.from >= fault.to) to = std::min(to, next.from);
  return {"", fault.to, to};
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
    const auto aftermath = after(fault, frame);
    const auto recovered = last_return(buckets, healthy, aftermath, floor);
    const auto until = recovered.value_or(aftermath.to);
    recovery.longest_s = std::fmax(recovery.longest_s, seconds(until - fault.to));
    recovery.collapsed = std::fmax(recovery.collapsed, recovered ? 0 : 1);
  }
  return recovery;
}

}  // namespace faultline
