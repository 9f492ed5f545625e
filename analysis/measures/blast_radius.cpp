#include "analysis/measures/blast_radius.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/measures/steady_state.hpp"

namespace faultline {

namespace {

using Ranges = std::vector<Buckets::Range>;

void add_buckets(const Window& fault, const Buckets& buckets, Ranges& ranges) {
  const auto range = buckets.within(fault.from, fault.to);
  if (range.size() > 0) ranges.push_back(range);
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

using Rates = std::span<const std::vector<double>>;

double share_affected(Rates goodput, Buckets::Range steady, const Ranges& faults) {
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

}  // namespace

double blast_radius(const RunFrame& frame, const Buckets& buckets, Rates goodput) {
  Ranges faults;
  for (const auto& fault : frame.faults) add_buckets(fault, buckets, faults);
  return share_affected(goodput, steady_buckets(frame, buckets), faults);
}

std::vector<double> blast_radii(const RunFrame& frame, const Buckets& buckets, Rates goodput) {
  std::vector<double> radii;
  for (const auto& fault : frame.faults) {
    Ranges only;
    add_buckets(fault, buckets, only);
    radii.push_back(share_affected(goodput, steady_buckets(frame, buckets), only));
  }
  return radii;
}

}  // namespace faultline
