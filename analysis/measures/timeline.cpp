#include "analysis/measures/timeline.hpp"

#include <algorithm>

namespace faultline {

Timeline::Timeline(const RunFrame& frame) : buckets_(frame.length) {
  for (std::size_t i = 0; i < buckets_.count(); ++i) starts_.push_back(buckets_.from(i));
  starts_.push_back(frame.warm);
  for (const auto& window : frame.windows) {
    starts_.push_back(window.from);
    starts_.push_back(window.to);
  }
  if (frame.hypothesis)
    starts_.insert(starts_.end(), frame.hypothesis->starts.begin(), frame.hypothesis->starts.end());
  std::erase_if(starts_, [&](Time start) { return !buckets_.covers(start); });
  starts_.push_back(frame.length);
  std::sort(starts_.begin(), starts_.end());
  starts_.erase(std::unique(starts_.begin(), starts_.end()), starts_.end());
  for (std::size_t i = 0; i < buckets_.count(); ++i)
    first_piece_.push_back(piece_at(buckets_.from(i)));
  first_piece_.push_back(drain());
}

Timeline::Piece Timeline::find(Time instant) const {
  if (!buckets_.covers(instant)) return {starts_.back(), end_of_time, drain()};
  auto piece = first_piece_[buckets_.of(instant)];
  while (starts_[piece + 1] <= instant) ++piece;
  return {starts_[piece], starts_[piece + 1], piece};
}

std::size_t Timeline::piece_at(Time edge) const {
  const auto at = std::lower_bound(starts_.begin(), starts_.end(), std::min(edge, starts_.back()));
  return static_cast<std::size_t>(at - starts_.begin());
}

}  // namespace faultline
