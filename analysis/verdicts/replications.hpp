#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "analysis/estimates/estimate.hpp"
#include "analysis/measures/summary.hpp"

namespace faultline {

/// The value of one measure in each replication.
std::vector<double> values_of(std::span<const RunSummary> runs, std::size_t slice,
                              std::size_t measure);

/// Of one measure, over the replications of one design. No measure can be below 0, no share above
/// 1: there the interval ends.
Estimate estimate_measure(std::span<const RunSummary> runs, std::size_t slice, std::size_t measure);

/// In the order of `measures`, for one slice of the replications of one design.
std::vector<Estimate> estimate_measures(std::span<const RunSummary> runs, std::size_t slice);

/// One of the summaries' tables, each cell averaged over the replications, its interval within
/// what is possible.
using Cells = std::vector<std::vector<Estimate>>;
Cells estimate_table(std::span<const RunSummary> runs,
                     std::vector<std::vector<double>> RunSummary::*table);

}  // namespace faultline
