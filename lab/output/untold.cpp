#include "lab/output/untold.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/measures/measures.hpp"

namespace faultline {

namespace {

constexpr auto rarities = std::to_array(
    {measure_index("degraded"), measure_index("rejected"), measure_index("timed_out"),
     measure_index("failed"), measure_index("reordered"), measure_index("dead_lettered"),
     measure_index("expired"), measure_index("compensations"), measure_index("stuck"),
     measure_index("phantom"), measure_index("dual_write_lost"), measure_index("updates_lost")});

}  // namespace

std::vector<Estimate> estimates_of(const Results& results, std::size_t measure, std::size_t slice) {
  std::vector<Estimate> estimates;
  for (const auto& design : results.designs) estimates.push_back(design.slices[slice][measure]);
  return estimates;
}

bool is_rare(std::size_t measure) { return std::ranges::count(rarities, measure) > 0; }

bool untold(std::size_t measure, const std::vector<Estimate>& estimates) {
  const auto fixed = [&](const Estimate& estimate) {
    return estimate.mean == estimates.front().mean && !(estimate.high > estimate.low);
  };
  if (measure == measure_index("instances") && std::ranges::all_of(estimates, fixed)) return true;
  const bool rare = is_rare(measure);
  return std::ranges::all_of(estimates, [&](const Estimate& estimate) {
    return std::isnan(estimate.mean) || (rare && estimate.mean == 0 && !(estimate.high > 0));
  });
}

}  // namespace faultline
