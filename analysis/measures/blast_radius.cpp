#include "analysis/measures/blast_radius.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/measures/steady_state.hpp"

namespace faultline {

namespace {

using Ranges = std::vector<Buckets::Range>;

Ranges fault_buckets(const RunFrame& frame, const Buckets& buckets) {
  Ranges ranges;
  for (const auto& fault : frame.faults) {
    const auto range = buckets.within(fault.from, fault.to);
    if (range.size() > 0) ranges.push_back(range);
  }
  return ranges;
}

std::span<const double> part(std::span<const double> values, Buckets::Range range) {
  return values.subspan(range.first, range.size());
}

bool affected(std::span<const double> goodput, const SteadyState& steady, const Ranges& faults) {
  return std::any_of(faults.begin(), faults.end(), [&](Buckets::Range fault) {
    const double noise = 3 * steady.deviation / std::sqrt(static_cast<double>(fault.size()));
    const double during = steady_state(part(goodput, fault)).mean;
    return during < steady.mean - std::max(noise, 0.05 * steady.mean);
  });
}

}  // namespace

double blast_radius(const RunFrame& frame, const Buckets& buckets,
                    std::span<const std::vector<double>> goodput) {
  const auto faults = fault_buckets(frame, buckets);
  const auto steady = steady_buckets(frame, buckets);
  if (faults.empty() || steady.size() < SteadyState::fewest_buckets) return no_value;
  int at_work = 0;
  int out_of_band = 0;
  for (const auto& rates : goodput) {
    const auto state = steady_state(part(rates, steady));
    if (state.mean == 0) continue;
    ++at_work;
    out_of_band += affected(rates, state, faults);
  }
  return ratio(out_of_band, at_work);
}

}  // namespace faultline
