#pragma once

#include "sim/engine/task.hpp"
#include "sim/language/codec.hpp"
#include "sim/random/stream.hpp"

namespace faultline {

class Service;

/// How a service finds out which of its instances are up: each is asked in turn.
struct HealthSettings {
  static constexpr auto called = "health checks";
  Duration every = std::chrono::seconds(5);
  Duration timeout = std::chrono::seconds(1);
  Duration work = std::chrono::milliseconds(1);
  std::int64_t unhealthy_after = 3;
  std::int64_t healthy_after = 2;
  void fields(Fields& f);
};

/// Checks instance `number` until it is destroyed. A check fails if the instance is down, paused,
/// or cut off from all others, if its error rate fails the check, or if it takes longer than the
/// timeout: the messages there and back, and the check's own work, slowed down as all work of the
/// instance is. It needs no worker: an instance with a long queue passes. Checks come from nowhere
/// in particular: who is cut off from some hosts only passes, and so does one whose faults strike
/// only some requests.
Task<void> check_health(Service& service, std::uint32_t number, HealthSettings settings,
                        Stream errors);

}  // namespace faultline
