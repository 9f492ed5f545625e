#pragma once

#include <vector>

#include "sim/engine/time.hpp"
#include "sim/language/codec.hpp"

namespace faultline {

/// A point of the curve that says how work slows down under load.
struct LoadPoint {
  static constexpr auto called = "a point of the load curve";
  std::int64_t at = 0;
  double factor = 1;
  void fields(Fields& f);
};

/// Reports a load curve, in field "load", whose points are not in order.
void check_curve(const std::vector<LoadPoint>& curve, Fields& f);

/// What an instance that has just started is like.
struct WarmupSettings {
  static constexpr auto called = "warm-up of an instance";
  Duration duration{};
  double factor = 2;
  void fields(Fields& f);
};

/// How fast an instance works, faults apart: the factor on its service times.
///
/// On a host of speed v it is 1 / v, times what follows.
/// With n requests in flight (those that wait included; of a store's node, queries at work, since
/// those that wait for a connection are outside) the curve gives factor f(n), linear between its
/// points and level beyond them. A time t after its start a warm-up of length w gives 1 + (factor -
/// 1)(1 - t / w), until t = w. Both multiply.
class Tempo {
 public:
  enum class Load : std::uint8_t { in_flight, at_work };

  Tempo(std::vector<LoadPoint> curve, std::optional<WarmupSettings> warmup,
        Load load = Load::in_flight)
      : curve_(std::move(curve)), warmup_(warmup), load_(load) {}

  /// The same on a host of that speed.
  Tempo on_host(double speed) const {
    auto there = *this;
    there.pace_ = 1 / speed;
    return there;
  }
  /// Null where work always takes what is stated.
  const Tempo* unless_steady() const {
    return curve_.empty() && !warmup_ && pace_ == 1 ? nullptr : this;
  }
  Load load() const { return load_; }
  double factor(std::int64_t load, Duration since_start) const;

 private:
  std::vector<LoadPoint> curve_;
  std::optional<WarmupSettings> warmup_;
  Load load_;
  double pace_ = 1;
};

}  // namespace faultline
