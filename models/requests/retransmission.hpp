#pragma once

#include "sim/engine/time.hpp"
#include "sim/random/stream.hpp"

namespace faultline {

/// A message whose transmissions are each lost with the same probability p, by itself, and made
/// again after a timeout that doubles: one that was lost n times is late by timeout * (2^n - 1). n
/// is geometric, and at most 15. Source: RFC 6298.
struct Retransmission {
  static constexpr int most = 15;

  double rate = 0;                                    ///< p
  Duration timeout = std::chrono::milliseconds(200);  ///< until the first repetition

  Duration late(Draw& draw) const {
    auto late = Duration::zero();
    auto wait = timeout;
    for (int lost = 0; lost < most && draw.uniform() < rate; ++lost) {
      late += wait;
      wait *= 2;
    }
    return late;
  }
};

}  // namespace faultline
