#pragma once

#include "models/condition.hpp"
#include "models/jitter.hpp"
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
  Jitter jitter;
  Stream extra;  ///< of what faults add

  bool flows() const { return mode == NetworkMode::flows; }

  /// What a message of `call` takes beside a transfer: all of it without flows, what is drawn, and
  /// what faults add.
  Duration latency(HostId from, HostId to, Bytes size, const Condition& condition,
                   const Call& call) {
    auto sum = added(from, to, condition, call);
    if (from == to) return sum;
    if (!jitter.none()) sum += jitter.of(from, to, call);
    return flows() ? sum : sum + platform.transit(from, to, size.count);
  }

  /// With flows, a message under way: true once it has arrived.
  Task<bool> transfer(HostId from, HostId to, Bytes size) {
    const bool arrived = co_await platform.transfer(from, to, size.count);
    co_return arrived;
  }

 private:
  Duration added(HostId from, HostId to, const Condition& condition, const Call& call) const {
    if (condition.extra_latency.neutral()) [[likely]]
      return Duration::zero();
    return condition.extra_latency.sum(
        [&](const Stream& own) { return Jitter::draw(extra.with(own), from, to, call); });
  }
};

}  // namespace faultline
