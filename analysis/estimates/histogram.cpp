#include "analysis/estimates/histogram.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "analysis/estimates/ratio.hpp"

namespace faultline {

void Histogram::merge(const Histogram& other) {
  if (other.count_ == 0) return;
  cover(other.first_, other.first_ + other.counts_.size());
  for (std::size_t i = 0; i < other.counts_.size(); ++i) {
    auto& count = counts_[other.first_ - first_ + i];
    count += other.counts_[i];
    check(count >= other.counts_[i], "a histogram's cell has overflowed");
  }
  count_ += other.count_;
  sum_ += other.sum_;
}

double Histogram::mean_s() const {
  return ratio(static_cast<double>(sum_), static_cast<double>(count_)) / 1e9;
}

double Histogram::quantile_s(double q) const {
  if (count_ == 0) return no_value;
  const auto rank = std::max(1.0, std::ceil(q * static_cast<double>(count_)));
  std::uint64_t seen = 0;
  std::size_t i = 0;
  for (; i + 1 < counts_.size(); ++i) {
    seen += counts_[i];
    if (static_cast<double>(seen) >= rank) break;
  }
  return seconds(LogCells::middle(first_ + i));
}

void Histogram::cover(std::size_t from, std::size_t to) {
  from = from / cells_per_octave * cells_per_octave;
  to = (to + cells_per_octave - 1) / cells_per_octave * cells_per_octave;
  if (!counts_.empty()) {
    from = std::min(from, first_);
    to = std::max(to, first_ + counts_.size());
  }
  if (to - from == counts_.size()) return;
  std::vector<std::uint32_t> wider(to - from);
  if (!counts_.empty()) std::copy(counts_.begin(), counts_.end(), wider.begin() + (first_ - from));
  counts_ = std::move(wider);
  first_ = from;
}

}  // namespace faultline
