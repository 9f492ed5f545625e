#pragma once

#include "sim/engine/time.hpp"

namespace faultline {

/// A span of simulated time: [from, to).
struct Occurrence {
  Time from;
  Time to;

  friend bool operator==(const Occurrence&, const Occurrence&) = default;
};

}  // namespace faultline
