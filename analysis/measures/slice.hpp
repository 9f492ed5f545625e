#pragma once

#include <cstdint>
#include <vector>

#include "analysis/measures/tally.hpp"

namespace faultline {

/// All that was counted in one window.
struct Slice {
  double length_s;
  Tally tally;
  double amplification;  ///< attempts for each first attempt, of the operation where it is greatest
  const RunFrame* frame;  ///< says which incidents there can be; null: of some requests only
};

/// The measures of a slice, in the order of `measures`; those that need the course over time have
/// no value (NaN) here.
std::vector<double> values_of(const Slice& slice);

}  // namespace faultline
