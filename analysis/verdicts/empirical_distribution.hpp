#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/measures/summary.hpp"
#include "sim/engine/time.hpp"

namespace faultline {

/// How the durations of all replications are distributed, on a log axis. The bins are an eighth of
/// an octave wide (9 %) and follow on one another from the first that holds any to the last.
struct EmpiricalDistribution {
  struct Bin {
    Duration from;
    Duration to;
    double share;  ///< of all durations, those in [from, to)
  };

  double count = 0;  ///< durations, in all replications together
  double zero = 0;   ///< share of those that are 0, which have no place on a log axis
  std::vector<Bin> bins;
};

/// By `distributed`; empty where it was not kept.
std::vector<EmpiricalDistribution> distributions_of(std::span<const RunSummary> runs);

}  // namespace faultline
