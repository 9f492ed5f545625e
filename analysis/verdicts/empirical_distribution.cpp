#include "analysis/verdicts/empirical_distribution.hpp"

#include <cstddef>
#include <map>

#include "analysis/estimates/log_cells.hpp"

namespace faultline {

namespace {

constexpr std::size_t cells_per_bin = LogCells::per_octave / 8;

/// From the durations in each cell.
EmpiricalDistribution distribution_of(const std::map<std::size_t, double>& counts) {
  EmpiricalDistribution found;
  std::map<std::size_t, double> by_bin;
  for (const auto& [cell, count] : counts) {
    found.count += count;
    if (cell > 0) by_bin[cell / cells_per_bin] += count;
  }
  if (counts.contains(0)) found.zero = counts.at(0) / found.count;
  if (by_bin.empty()) return found;
  for (auto bin = by_bin.begin()->first; bin <= by_bin.rbegin()->first; ++bin)
    found.bins.push_back({LogCells::least(bin * cells_per_bin),
                          LogCells::least((bin + 1) * cells_per_bin), by_bin[bin] / found.count});
  return found;
}

}  // namespace

std::vector<EmpiricalDistribution> distributions_of(std::span<const RunSummary> runs) {
  std::vector<EmpiricalDistribution> found;
  if (runs.empty() || runs.front().distributions.empty()) return found;
  for (std::size_t row = 0; row < distributed.size(); ++row) {
    std::map<std::size_t, double> counts;
    for (const auto& run : runs) {
      const auto& cells = run.distributions[row];
      for (std::size_t i = 0; i < cells.size(); i += 2)
        counts[static_cast<std::size_t>(cells[i])] += cells[i + 1];
    }
    found.push_back(distribution_of(counts));
  }
  return found;
}

}  // namespace faultline
