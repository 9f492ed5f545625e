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

/// The estimate of one measure over the replications of one design. The interval is limited to
/// possible values: no measure is below 0, and no share above 1.
Estimate estimate_measure(std::span<const RunSummary> runs, std::size_t slice, std::size_t measure);

/// The estimates of all measures, in the order of `measures`, for one slice of the replications of
/// one design.
std::vector<Estimate> estimate_measures(std::span<const RunSummary> runs, std::size_t slice);

/// One table of the summaries, each cell averaged over the replications, with its interval limited
/// to possible values.
using Cells = std::vector<std::vector<Estimate>>;
Cells estimate_table(std::span<const RunSummary> runs,
                     std::vector<std::vector<double>> RunSummary::*table);

}  // namespace faultline
