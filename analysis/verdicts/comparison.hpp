#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "analysis/estimates/estimate.hpp"
#include "analysis/measures/summary.hpp"

namespace faultline {

/// Which of two designs is better in one measure.
enum class Winner : std::uint8_t { none, first, second };

/// The paired difference, second design minus first, over the same replications.
struct Difference {
  std::size_t measure;  ///< index in `measures`
  Estimate estimate;    ///< of second - first, paired
  double p;  ///< of no difference; NaN where there is nothing to decide, or no direction is better
  Winner winner = Winner::none;  ///< named by `name_winners`
};

/// In the order of `measures`; replication i of both designs used the same random draws.
std::vector<Difference> compare(std::span<const RunSummary> first,
                                std::span<const RunSummary> second, std::size_t slice);

/// The same of replications that have no draws in common: different seeds, or different lengths.
std::vector<Difference> compare_unpaired(std::span<const RunSummary> first,
                                         std::span<const RunSummary> second, std::size_t slice);

/// Decides the winners of all comparisons that are shown together, by Holm's procedure: the
/// smallest of m p-values is compared with 5 % / m, the next with 5 % / (m - 1), and so on up to
/// the first that is larger. If no two designs differ, the probability that any winner is named is
/// at most 5 %. Source: Holm, "A simple sequentially rejective multiple test procedure",
/// Scandinavian Journal of Statistics 6(2), 1979.
void name_winners(std::vector<Difference*> comparisons);

}  // namespace faultline
