#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "analysis/estimate.hpp"
#include "analysis/summary.hpp"

namespace faultline {

/// Which of two designs is better in one measure.
enum class Winner : std::uint8_t { none, first, second };

/// What the second design has more of than the first, over the same replications.
struct Difference {
  std::size_t measure;  ///< index in `measures`
  Estimate estimate;    ///< of second - first, paired
  Winner winner;        ///< none while the interval contains zero, or where no direction is better
};

/// In the order of `measures`; replication i of both designs had the same draws.
std::vector<Difference> compare(std::span<const RunSummary> first,
                                std::span<const RunSummary> second, std::size_t slice);

}  // namespace faultline
