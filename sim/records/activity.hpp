#pragma once

#include <cstdint>
#include <string_view>

#include "sim/engine/time.hpp"

namespace faultline {

/// What a request does, or waits for, at one place at a time: the pieces of a response time.
enum class Activity : std::uint8_t {
  work,        ///< service time, and whatever is none of the others
  network,     ///< a message is under way
  queue,       ///< waits for a worker
  connection,  ///< waits for a connection of a pool or a store
  lock,        ///< waits for a lock of a store
  slot,        ///< waits for a slot of a bulkhead, or for a token of a rate limit
  topic,       ///< waits for a topic to take or to acknowledge an event
  other,       ///< waits for what another does: an effect, a shared load, a compensation
  pause,       ///< waits before a retry
  sleep,       ///< waits because the scenario says so
  stop,        ///< its instance stands still
  failure,     ///< an attempt that failed, from its start to its end
};

inline constexpr int activities = 12;

constexpr std::string_view name_of(Activity activity) {
  constexpr std::string_view names[] = {"work",  "network", "queue", "connection",
                                        "lock",  "slot",    "topic", "other",
                                        "pause", "sleep",   "stop",  "failure"};
  return names[static_cast<int>(activity)];
}

/// A piece of a response time: what the request did or waited for, where, and for how long.
struct TimePiece {
  std::uint16_t place;  ///< index in RunFrame::places
  Activity activity;
  Duration span;
};

}  // namespace faultline
