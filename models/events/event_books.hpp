#pragma once

#include <cstdint>

#include "sim/engine/check.hpp"
#include "sim/records/records.hpp"

namespace faultline {

/// What happened to the events of one subscription.
struct EventBooks {
  std::int64_t published = 0;
  std::int64_t delivered = 0;
  std::int64_t dead_lettered = 0;
  std::int64_t moved = 0;  ///< into a retry topic, which has books of its own
  std::int64_t expired = 0;
  std::int64_t dropped = 0;  ///< lost: on the way, with a broker's node, or by a consumer

  /// Those that have met no end.
  std::int64_t open() const {
    return published - delivered - dead_lettered - moved - expired - dropped;
  }

  /// As the books of subscription `number`, which balance.
  SubscriptionRecord record(std::uint32_t number, std::int64_t pending) const {
    check(open() == pending,
          "every event is delivered, dead-lettered, moved, expired, dropped or pending");
    return {number, published, delivered, dead_lettered, expired, dropped, pending, moved};
  }
};

}  // namespace faultline
