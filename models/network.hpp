#pragma once

#include "models/condition.hpp"
#include "sim/platform.hpp"
#include "sim/task.hpp"
#include "sim/units.hpp"

namespace faultline {

/// How messages travel.
enum class NetworkMode : std::uint8_t {
  latency,  ///< route latency + size / bandwidth, nothing is shared
  flows     ///< SimGrid transfers that share bandwidth
};

inline std::vector<std::string> words(NetworkMode) { return {"latency", "flows"}; }

/// The platform as the models see it.
struct Network {
  Calendar& calendar;
  Platform& platform;
  NetworkMode mode;

  bool flows() const { return mode == NetworkMode::flows; }

  /// What a message takes beside a transfer: all of it without flows, and what faults add.
  Duration latency(HostId from, HostId to, Bytes size, const Condition& condition) {
    const auto extra = condition.extra_latency.value();
    return from == to || flows() ? extra : platform.transit(from, to, size.count) + extra;
  }

  /// With flows, a message under way: true once it has arrived.
  Task<bool> transfer(HostId from, HostId to, Bytes size) {
    const bool arrived = co_await platform.transfer(from, to, size.count);
    co_return arrived;
  }
};

}  // namespace faultline
