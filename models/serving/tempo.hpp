#pragma once

#include <vector>

#include "sim/codec.hpp"
#include "sim/time.hpp"

namespace faultline {

/// A point of the curve that says how work slows down under load.
struct LoadPoint {
  static constexpr auto called = "a point of the load curve";
  std::int64_t at = 0;
  double factor = 1;
  void fields(Fields& f);
};

/// What an instance that has just started is like.
struct WarmupSettings {
  static constexpr auto called = "warm-up of an instance";
  Duration duration{};
  double factor = 2;
  void fields(Fields& f);
};

/// How fast an instance works, faults apart: the factor on its service times.
///
/// With n requests in flight the curve gives factor f(n), linear between its points and level
/// beyond them. A time t after its start a warm-up of length w gives 1 + (factor - 1)(1 - t / w),
/// until t = w. Both multiply.
class Tempo {
 public:
  Tempo(std::vector<LoadPoint> curve, std::optional<WarmupSettings> warmup)
      : curve_(std::move(curve)), warmup_(warmup) {}

  bool steady() const { return curve_.empty() && !warmup_; }
  double factor(std::int64_t in_flight, Duration since_start) const;

 private:
  std::vector<LoadPoint> curve_;
  std::optional<WarmupSettings> warmup_;
};

}  // namespace faultline
