#pragma once

#include <array>
#include <span>
#include <string_view>
#include <vector>

namespace faultline {

/// Of which times the whole distribution is kept.
inline constexpr auto distributed = std::to_array<std::string_view>({
    "response_s",     // arrival to usable answer
    "consistency_s",  // answer to last required effect, of those that completed
});

/// What is kept of one replication of one design: numbers only, NaN where there is no value.
struct RunSummary {
  /// By slice (the whole run, then RunFrame::slices()), then in the order of `measures`.
  std::vector<std::vector<double>> measures;
  /// In the order of `series_columns`, then by bucket.
  std::vector<std::vector<double>> series;
  /// By topic in the order of `topic_columns`, by subscription in that of `subscription_columns`.
  std::vector<std::vector<double>> topics = {};
  std::vector<std::vector<double>> subscriptions = {};
  /// By part, in the order of `part_columns`.
  std::vector<std::vector<double>> parts = {};
  /// By fault, in the order of `recovery_columns`.
  std::vector<std::vector<double>> recoveries = {};
  /// By slice, then by place, in the order of activities: seconds of the mean answer. None where
  /// it was not recorded.
  std::vector<std::vector<double>> times = {};
  std::vector<std::vector<double>> slowest_times = {};  ///< the same of the slowest answers
  /// By cause chain: the chain, packed, and the failures by slice.
  std::vector<std::vector<double>> causes = {};
  /// The same of accepted transactions that are never complete.
  std::vector<std::vector<double>> incomplete_causes = {};
  /// The course of the parts and edges, as CourseTables has it; empty where it is not kept.
  std::vector<std::vector<double>> part_courses = {};
  std::vector<std::vector<double>> edge_courses = {};
  /// By fault and part, in the order of `domino_columns`; with the courses.
  std::vector<std::vector<double>> dominoes = {};
  /// By fault, the blast radius of each alone.
  std::vector<std::vector<double>> blast_radii = {};
  /// In the order of `distributed`, with the courses: for each cell of LogCells that holds any of
  /// the measured transactions, its number and how many.
  std::vector<std::vector<double>> distributions = {};
  /// By probe of the hypothesis, in the order of `probe_columns`; by fault, in that of
  /// `hypothesis_fault_columns`. Empty where there is no hypothesis.
  std::vector<std::vector<double>> probes = {};
  std::vector<std::vector<double>> hypothesis_faults = {};
  /// One row in the order of `abort_columns`; none where there is no stop condition.
  std::vector<std::vector<double>> aborts = {};
  /// By fault that strikes when a condition holds, in the order of `strike_columns`.
  std::vector<std::vector<double>> strikes = {};
};

/// The summary as one row of numbers that another process can be sent; `unpack` gives back the
/// same bits.
std::vector<double> pack(const RunSummary& summary);
RunSummary unpack(std::span<const double> packed);

}  // namespace faultline
