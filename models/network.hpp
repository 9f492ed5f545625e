#pragma once

#include "models/condition.hpp"
#include "sim/platform.hpp"
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
  Calendar::Delay latency(HostId from, HostId to, Bytes size, const Condition& condition) {
    const auto transit = flows() ? Duration::zero() : platform.transit(from, to, size.count);
    return calendar.delay(transit + condition.extra_latency.value());
  }
};

}  // namespace faultline
