#pragma once

#include <algorithm>

#include "sim/engine/time.hpp"

namespace faultline {

/// Up to `capacity` tokens, which come back at a rate or by being given. One counts as whole from
/// 0.999 on, so that what comes at the very rate, in whole nanoseconds, finds it; what was taken
/// beyond is missing later.
class TokenBucket {
 public:
  TokenBucket(double capacity, double per_second)
      : capacity_(capacity), per_second_(per_second), tokens_(capacity) {}

  /// Takes one if there is a whole one.
  bool take(Time now) {
    refill(now);
    if (tokens_ < whole) return false;
    tokens_ -= 1;
    return true;
  }

  /// Takes one that may still have to come; nothing is taken where that takes longer than
  /// `longest`. `wait` is how long it takes in either case.
  bool take_within(Time now, Duration longest, Duration& wait) {
    refill(now);
    const auto missing_s = tokens_ < whole ? (1 - tokens_) / per_second_ : 0;
    wait = from_seconds(missing_s);
    if (missing_s > seconds(longest)) return false;
    tokens_ -= 1;
    return true;
  }

  /// Another capacity and another rate from now on; tokens that it has no room for are gone.
  void become(double capacity, double per_second, Time now) {
    refill(now);
    capacity_ = capacity;
    per_second_ = per_second;
    give(0);
  }

  void give(double tokens) { tokens_ = std::min(capacity_, tokens_ + tokens); }

 private:
  static constexpr double whole = 0.999;

  void refill(Time now) {
    give(seconds(now - filled_) * per_second_);
    filled_ = now;
  }

  double capacity_;
  double per_second_;
  double tokens_;
  Time filled_ = start_of_run;
};

}  // namespace faultline
