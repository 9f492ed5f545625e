#include "sim/resources/running_quantile.hpp"

#include <algorithm>

namespace faultline {

RunningQuantile::RunningQuantile(double p)
    : wanted_{1, 1 + 2 * p, 1 + 4 * p, 3 + 2 * p, 5}, steps_{0, p / 2, p, (1 + p) / 2, 1} {}

double RunningQuantile::value() const {
  if (count_ >= 5) return heights_[2];
  return count_ == 0 ? 0 : heights_[static_cast<std::size_t>(count_ - 1)];
}

void RunningQuantile::add_early(double value) {
  heights_[static_cast<std::size_t>(count_++)] = value;
  std::sort(heights_.begin(), heights_.begin() + count_);
}

void RunningQuantile::add(double value) {
  if (count_ < 5) return add_early(value);
  ++count_;
  heights_[0] = std::min(heights_[0], value);
  heights_[4] = std::max(heights_[4], value);
  std::size_t cell = 0;
  while (cell < 3 && value >= heights_[cell + 1]) ++cell;
  for (auto i = cell + 1; i < 5; ++i) ++places_[i];
  for (std::size_t i = 0; i < 5; ++i) wanted_[i] += steps_[i];
  for (int i = 1; i < 4; ++i) {
    const auto at = static_cast<std::size_t>(i);
    const auto off = wanted_[at] - places_[at];
    const bool up = off >= 1 && places_[at + 1] - places_[at] > 1;
    const bool down = off <= -1 && places_[at - 1] - places_[at] < -1;
    if (!up && !down) continue;
    const auto step = up ? 1.0 : -1.0;
    const auto height = parabolic(i, step);
    const bool between = heights_[at - 1] < height && height < heights_[at + 1];
    heights_[at] = between ? height : linear(i, step);
    places_[at] += step;
  }
}

double RunningQuantile::parabolic(int i, double step) const {
  const auto at = static_cast<std::size_t>(i);
  const auto before = places_[at] - places_[at - 1];
  const auto after = places_[at + 1] - places_[at];
  return heights_[at] + step / (places_[at + 1] - places_[at - 1]) *
                            ((before + step) * (heights_[at + 1] - heights_[at]) / after +
                             (after - step) * (heights_[at] - heights_[at - 1]) / before);
}

double RunningQuantile::linear(int i, double step) const {
  const auto at = static_cast<std::size_t>(i);
  const auto to = step > 0 ? at + 1 : at - 1;
  return heights_[at] + step * (heights_[to] - heights_[at]) / (places_[to] - places_[at]);
}

void RecentQuantile::add(double value) {
  if (present_.count() == window_) {
    last_ = present_;
    present_ = RunningQuantile(p_);
  }
  present_.add(value);
  ++count_;
}

}  // namespace faultline
