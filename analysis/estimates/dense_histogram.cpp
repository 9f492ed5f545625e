#include "analysis/estimates/dense_histogram.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/estimates/ratio.hpp"

namespace faultline {

void DenseHistogram::clear() { counts_.fill(0); }

void DenseHistogram::merge(const DenseHistogram& other) {
  for (std::size_t cell = 0; cell < cells; ++cell) counts_[cell] += other.counts_[cell];
}

std::uint64_t DenseHistogram::in_octave(std::size_t octave) const {
  const auto* first = &counts_[octave * LogCells::per_octave];
  return std::accumulate(first, first + LogCells::per_octave, std::uint32_t{0});
}

std::uint64_t DenseHistogram::count() const {
  return std::accumulate(counts_.begin(), counts_.end(), std::uint64_t{0});
}

auto DenseHistogram::shape() const -> Shape {
  std::array<std::uint64_t, octaves> in{};
  for (std::size_t octave = 0; octave < octaves; ++octave) in[octave] = in_octave(octave);
  const auto count = std::accumulate(in.begin(), in.end(), std::uint64_t{0});
  if (count == 0) return {0, no_value, no_value};
  const auto rank = [&](double q) { return std::ceil(q * static_cast<double>(count)); };
  return {count, quantile_s(rank(0.5), in), quantile_s(rank(0.99), in)};
}

/// By nearest rank: first the octave, then the cell.
double DenseHistogram::quantile_s(double rank, const std::array<std::uint64_t, octaves>& in) const {
  std::uint64_t seen = 0;
  std::size_t octave = 0;
  while (static_cast<double>(seen + in[octave]) < rank) seen += in[octave++];
  auto cell = octave * LogCells::per_octave;
  while (static_cast<double>(seen + counts_[cell]) < rank) seen += counts_[cell++];
  return seconds(LogCells::middle(cell));
}

}  // namespace faultline
