#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "analysis/course/course.hpp"
#include "sim/records/records.hpp"

namespace faultline {

/// What is said of one part after one fault, by column. NaN: there is no value.
inline constexpr auto domino_columns = std::to_array<std::string_view>({
    "touched",               // whether it left its steady-state band
    "left_after_s",          // how long after the fault began
    "by_failures",           // whether failures showed that, ...
    "by_slowness",           // ... or else its response times,
    "by_backlog",            // ... or else its queue, its attempts in flight or its lag,
    "by_traffic",            // ... or else that it had fewer usable ends of attempts
    "amplification",         // attempts at it per first attempt, while the fault was active
    "amplification_before",  // the same in the steady state
    "position",              // which of the parts it was in the order in which they left, from 1
});

/// Whether the column is 1 or 0 in each replication, so that its mean is a probability.
constexpr bool is_domino_probability(std::string_view column) {
  return column == "touched" || column.starts_with("by_");
}

/// In which order the parts left their steady-state bands after each fault: a row for each fault
/// and part, the parts of `course_parts` side by side.
///
/// A part has left its band when two buckets in a row lie more than d outside the mean of the
/// steady state (the whole buckets of [warm, first fault), at least 5), with s their standard
/// deviation:
///   share of failures (over attempts): above, d = max(4 s, 0.01);
///   median and 99 % of response time:  above, d = max(4 s, 0.05 mean);
///   queue, attempts in flight:         above, d = max(4 s, 0.05 mean, 2);
///   lag:                               above, d = max(4 s, 0.05 mean, 0.1 s);
///   usable ends of attempts:           below, d = max(4 s, 0.05 mean).
/// The search goes from the bucket in which the fault begins to the next fault, or to the end. When
/// it left is known to the nanosecond by failures and response times (the first failure, the first
/// attempt that took longer than any before the first fault), else to the bucket, of which it is
/// the end. It is assumed that without the fault the load would have stayed as it was.
std::vector<std::vector<double>> dominoes(const RunFrame& frame, const PartsCourse& course);

}  // namespace faultline
