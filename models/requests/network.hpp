#pragma once

#include "models/requests/condition.hpp"
#include "models/requests/jitter.hpp"
#include "models/requests/narrowed_links.hpp"
#include "sim/engine/signal.hpp"
#include "sim/engine/task.hpp"
#include "sim/language/units.hpp"
#include "sim/platform/platform.hpp"

namespace faultline {

/// How messages travel.
enum class NetworkMode : std::uint8_t {
  latency,  ///< route latency + size / bandwidth, nothing is shared
  flows     ///< SimGrid transfers that share bandwidth
};

inline std::vector<std::string> words(NetworkMode) { return {"latency", "flows"}; }

/// Whose cores do the work.
enum class CpuMode : std::uint8_t {
  own,    ///< each worker, or each instance with "cores", has its own
  shared  ///< all that stands on a host shares its cores, by SimGrid
};

inline std::vector<std::string> words(CpuMode) { return {"own", "shared"}; }

/// The platform as the models see it.
struct Network {
  Calendar& calendar;
  Platform& platform;
  NetworkMode mode;
  Jitter jitter;
  Stream extra;             ///< of what faults add
  int hindered = 0;         ///< faults that do more to messages than to add latency where they go
  Signal healed{calendar};  ///< one of them is gone
  NarrowedLinks narrowed{platform};

  bool flows() const { return mode == NetworkMode::flows; }

  /// What a message of `call` takes beside a transfer: all of it without flows, what is drawn, and
  /// what faults add.
  Duration latency(HostId from, HostId to, Bytes size, const Condition& condition,
                   const Call& call) {
    if (from == to && condition.extra_latency.none()) return Duration::zero();
    return on_the_way(from, to, size, condition, call);
  }

  /// Waits until messages come through to or from an instance of this condition.
  Task<void> open_way(HostId from, HostId to, const Condition& condition, const Call& call);

  /// Whether a message does not come through to or from an instance of this condition.
  static bool is_cut(HostId from, HostId to, const Condition& condition);
  /// Whether one of two instances does not get messages from the other, or to it.
  bool parted(HostId one, const Condition& its, HostId other, const Condition& others) const;

  /// What a message of a call takes more because of the one who asks, whose condition this is.
  Duration late(HostId from, HostId to, const Condition& asker, const Call& call) const;

  /// With flows, a message under way: true once it has arrived.
  Task<bool> transfer(HostId from, HostId to, Bytes size, const Call& call) {
    const Wait wait(call.span, Activity::network);
    const bool arrived = co_await platform.transfer(from, to, size.count);
    co_return arrived;
  }

 private:
  Duration on_the_way(HostId from, HostId to, Bytes size, const Condition& condition,
                      const Call& call) {
    const bool travels = from != to && !flows();
    const auto usual = travels ? platform.transit(from, to, size.count) : Duration::zero();
    if (condition.extra_latency.none() && jitter.none()) [[likely]]
      return usual;
    return usual + drawn(from, to, condition, call);
  }

  Duration drawn(HostId from, HostId to, const Condition& condition, const Call& call);
};

}  // namespace faultline
