#pragma once

#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "analysis/estimates/buckets.hpp"
#include "sim/records/records.hpp"

namespace faultline {

/// What is said of each fault's end, by column; NaN where it could not be judged.
inline constexpr auto recovery_columns =
    std::to_array<std::string_view>({"time_to_recover_s", "collapsed"});

/// How a design recovered from the faults of one run; NaN if there is no value.
struct Recovery {
  double longest_s;  ///< time to recover, the longest over the faults
  double collapsed;  ///< 1 where it was not back when the run ended, 0 where it was
  std::vector<std::vector<double>> faults;  ///< as RunFrame::faults, then by `recovery_columns`
};

/// Seconds from a fault's end until the design works as before; the longest over the faults.
///
/// `healthy` is, for each bucket, the share of the transactions that arrived in it which were both
/// answered usably and completed within the deadline of their arrival; NaN where nothing arrived.
/// The steady state is the whole buckets of [warm, first fault); its band reaches down to
/// mean - max(3 deviations, 0.01). There is no value where it is not healthy: fewer than 5 buckets,
/// or a mean below 0.5, or a band that reaches down to 0.
///
/// From a fault's end to the next begin or end of a fault (or of the run), 5 buckets in a row in
/// the band make the design well, and 5 in a row out of it unwell again; it has recovered at the
/// start of the 5 with which it became well for good. Empty buckets neither count nor break a run.
/// 0 where the band was not left at the fault's end, nor after. A fault that still lasts then did
/// not keep it from that.
///
/// Where it is not back by then and another fault lasts, that may be the one that keeps it from
/// coming back: it is judged by the end of that one. Where it is not back and another fault
/// begins, it is judged by the end of that one too, to whose time what has passed without a fault
/// is added, unless that was fewer than 5 buckets.
///
/// Censored: a design that has left its band for 5 buckets in a row and is not back at the end of
/// the run has collapsed, and counts to there, so that its value is a lower bound. Where fewer than
/// 5 buckets are left after the last end there is no value. For a queue that only grew during the
/// outage the value is the drain time T lambda / (mu - lambda) (less what the deadline forgives).
Recovery recovery_of(const RunFrame& frame, const Buckets& buckets,
                     std::span<const double> healthy);

/// How well a run went, over time: from `floor` up all is well.
struct HealthCourse {
  std::vector<Time> starts;     ///< of the values, in order
  std::vector<double> healthy;  ///< NaN: not known
  double floor;
  int in_a_row;  ///< values that make it well, or unwell again
};

/// The same rules for another course.
Recovery recovery_of(const RunFrame& frame, const HealthCourse& course);

}  // namespace faultline
