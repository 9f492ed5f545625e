#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace faultline {

/// What is said of each part, bucket by bucket. Attempts count where they ended; those that another
/// attempt overtook have no outcome. NaN: there is no value.
enum class PartColumn : std::size_t {
  in_flight,
  waiting,
  utilisation,
  attempts,
  degraded,
  rejected,
  timed_out,
  failed,
  overtaken,
  retries,
  response_p50,
  response_p99,
  instances_up,
  breakers_open,
  lag,
};

inline constexpr auto part_course_columns = std::to_array<std::string_view>({
    "in_flight",        // attempts under way at it, sampled each second; of topics and consumers:
                        // the mean over time of those that somebody waits for
    "waiting",          // length of its queue, sampled each second
    "utilisation",      // share of its workers, connections, cores or consumers in use
    "attempts_per_s",   // attempts at it that ended
    "degraded_per_s",   // those of them that were answered, but in part
    "rejected_per_s",   // rejected
    "timed_out_per_s",  // given up by who asked
    "failed_per_s",     // failed
    "overtaken_per_s",  // not needed any more, since another attempt had the answer first
    "retries_per_s",    // retries and redeliveries, and what was asked for within one
    "response_p50_s",   // from the start of an attempt to its usable answer, median
    "response_p99_s",   // the same, 99 %
    "instances_up",     // instances, nodes or consumers that run, sampled each second
    "breakers_open",    // share of the circuits that protect it which are open
    "lag_s",            // age of the oldest event that is not processed, sampled each second
});

/// What is said of each edge, likewise.
enum class EdgeColumn : std::size_t {
  in_flight,
  attempts,
  degraded,
  rejected,
  timed_out,
  failed,
  overtaken,
  retries,
  response_p50,
  response_p99,
};

inline constexpr auto edge_course_columns = std::to_array<std::string_view>({
    "in_flight",  // attempts under way that somebody waits for, mean over time
    "attempts_per_s",
    "degraded_per_s",
    "rejected_per_s",
    "timed_out_per_s",
    "failed_per_s",
    "overtaken_per_s",
    "retries_per_s",
    "response_p50_s",
    "response_p99_s",
});

/// Whether no value of this column is above 1.
constexpr bool is_share(std::string_view column) {
  return column == "utilisation" || column == "breakers_open";
}

}  // namespace faultline
