#pragma once

#include <algorithm>
#include <cmath>
#include <span>

#include "analysis/estimates/buckets.hpp"
#include "analysis/estimates/moments.hpp"
#include "sim/records/records.hpp"

namespace faultline {

/// How a rate or a share, bucket by bucket, behaves while nothing is wrong.
struct SteadyState {
  static constexpr int fewest_buckets = 5;

  double mean;
  double deviation;  ///< standard deviation of the buckets
  int buckets;       ///< that have a value

  bool known() const { return buckets >= fewest_buckets; }
};

/// True for a fault that begins within the run.
inline bool takes_place(const Window& fault, const RunFrame& frame) {
  return fault.from < frame.length && fault.from < fault.to;
}

/// True for one that disturbs a steady state: not where it lasts all the time that is measured.
inline bool strikes(const Window& fault, const RunFrame& frame) {
  return takes_place(fault, frame) && (fault.from > frame.warm || fault.to < frame.length);
}

/// When the first fault strikes; without one, the end.
inline Time first_strike(const RunFrame& frame) {
  auto first = frame.length;
  for (const auto& fault : frame.faults)
    if (strikes(fault, frame)) first = std::min(first, fault.from);
  return first;
}

/// The whole buckets between the warm-up and the first fault that strikes; without, to the end.
inline Buckets::Range steady_buckets(const RunFrame& frame, const Buckets& buckets) {
  return buckets.within(frame.warm, first_strike(frame));
}

/// Mean and deviation of the values; NaN (an empty bucket) is left out.
inline SteadyState steady_state(std::span<const double> values) {
  const auto [mean, deviation, n] = moments_of(values);
  return {mean, deviation, n};
}

}  // namespace faultline
