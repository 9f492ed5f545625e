#pragma once

#include <cstdint>
#include <vector>

#include "sim/engine/time.hpp"

namespace faultline {

/// How many circuits protect a part, and how many of them are open.
struct CircuitCount {
  std::int64_t all = 0;
  std::int64_t open = 0;
};

/// A circuit breaker as it can be seen from outside.
class Protection {
 public:
  /// The part that it protects: index in RunFrame::places; 0 as long as nobody has asked it.
  virtual std::uint16_t protects() const = 0;
  /// The circuits of all callers that have asked.
  virtual CircuitCount circuits(Time now) = 0;

 protected:
  ~Protection() = default;
};

/// The circuit breakers of a design.
class Protections {
 public:
  void add(Protection& one) { all_.push_back(&one); }

  /// The circuits that protect this part.
  CircuitCount of(std::uint16_t place, Time now) const {
    CircuitCount sum;
    for (auto* one : all_) {
      if (one->protects() != place) continue;
      const auto count = one->circuits(now);
      sum.all += count.all;
      sum.open += count.open;
    }
    return sum;
  }

 private:
  std::vector<Protection*> all_;
};

}  // namespace faultline
