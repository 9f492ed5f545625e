#pragma once

#include <cstddef>
#include <cstdint>

#include "sim/engine/check.hpp"
#include "sim/engine/time.hpp"

namespace faultline {

/// A run's length divided into equal spans, for its course over time. A bucket is 1 s long, or, to
/// have at most 3600 buckets, length/3600 rounded up to whole seconds. To have at most `most` of
/// them, several such buckets are one. The last one may be shorter.
class Buckets {
 public:
  /// Indices [first, last); empty where last <= first.
  struct Range {
    std::size_t first;
    std::size_t last;
    std::size_t size() const { return last > first ? last - first : 0; }
  };

  static constexpr std::int64_t usual_most = 3600;

  explicit Buckets(Time length, std::int64_t most = usual_most);

  std::size_t count() const { return count_; }
  bool covers(Time instant) const { return instant >= start_of_run && instant < length_; }

  /// The bucket that holds an instant of [0, length).
  std::size_t of(Time instant) const {
    const auto at = instant.time_since_epoch().count();
    auto index = static_cast<std::int64_t>(static_cast<double>(at) * per_width_);
    if (at < index * width_.count()) --index;
    if (at >= (index + 1) * width_.count()) ++index;
    return static_cast<std::size_t>(index);
  }

  Time from(std::size_t index) const {
    return start_of_run + width_ * static_cast<std::int64_t>(index);
  }
  Time to(std::size_t index) const { return index + 1 == count_ ? length_ : from(index + 1); }
  double width_s(std::size_t index) const { return seconds(to(index) - from(index)); }

  /// The buckets that lie wholly within [from, to).
  Range within(Time from, Time to) const;

 private:
  Time length_;
  Duration width_;
  std::size_t count_;
  double per_width_;
};

}  // namespace faultline
