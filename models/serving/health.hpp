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

/// Checks instance `number` until it is destroyed. A check fails where the instance is down or
/// stands still, where its error rate strikes, and where it takes longer than the timeout: the way
/// there and back, and the check's own work, stretched as all work of the instance is by what slows
/// that down. It needs no worker: one that merely has a long queue passes.
Task<void> check_health(Service& service, std::uint32_t number, HealthSettings settings,
                        Stream errors);

}  // namespace faultline
