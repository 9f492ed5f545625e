#pragma once

#include <span>

#include "analysis/buckets.hpp"
#include "sim/records.hpp"

namespace faultline {

/// How a design came back from the faults of one run; NaN where there is no value.
struct Recovery {
  double longest_s;  ///< time to recover
  double collapsed;  ///< 1 where it did not come back from some fault, 0 where it did
};

/// Seconds from a fault's end until the design works as before; the longest over the faults.
///
/// `healthy` is, for each bucket, the share of the transactions that arrived in it which were both
/// answered usably and completed within the deadline of their arrival; NaN where nothing arrived.
/// The steady state is the whole buckets of [warm, first fault); its band reaches down to
/// mean - max(3 deviations, 0.01). From the fault's end to the next fault (or the end), 5 buckets
/// in a row in the band make the design well, and 5 in a row out of it unwell again; it has
/// recovered at the start of the 5 with which it became well for good. Empty buckets neither count
/// nor break a run. 0 where the band was not left at the fault's end, nor after.
///
/// Censored: a design that does not come back has collapsed, and counts from the fault's end to
/// `length`, so that its value is a lower bound. A fault that lasts to `length` or begins there has
/// no value, nor has a run without steady state (fewer than 5 buckets). For a queue that only grew
/// during the outage the value is the drain time T lambda / (mu - lambda) (less what the deadline
/// forgives).
Recovery recovery_of(const RunFrame& frame, const Buckets& buckets,
                     std::span<const double> healthy);

}  // namespace faultline
