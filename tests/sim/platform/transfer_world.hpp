#pragma once

#include <vector>

#include "sim/engine/task.hpp"
#include "sim/platform/platform.hpp"
#include "tests/forked.hpp"

namespace faultline {

using namespace std::chrono_literals;

using Numbers = std::vector<double>;
inline constexpr double one_ns = 1;  // a share is rarely a whole number of nanoseconds
inline constexpr Time ten_seconds{10s};

inline double ns(Duration span) { return static_cast<double>(span.count()); }

/// Two hosts 1 ms and 100 MB/s apart, and what happens between them.
struct TransferWorld {
  explicit TransferWorld(const PlatformSpec& spec = {{{"local", 1ms, 100e6, {"a", "b"}}}, {}})
      : platform(spec, calendar), a(platform.host("a")), b(platform.host("b")) {}

  double now() const { return ns(calendar.now().time_since_epoch()); }

  /// Notes when the transfer ended, and as a second number whether it was delivered.
  Task<void> send(Duration start, std::int64_t bytes) {
    co_await calendar.delay(start);
    const bool delivered = co_await platform.transfer(a, b, bytes);
    log.push_back(now());
    log.push_back(delivered);
  }

  template <class Action>
  Task<void> later(Duration start, Action action) {
    co_await calendar.delay(start);
    action();
  }

  Task<void> tick(Duration period) {
    while (true) {
      co_await calendar.delay(period);
      log.push_back(now());
    }
  }

  template <class... Tasks>
  Numbers run(Time end, Tasks... starting) {
    (start(std::move(starting), tasks), ...);
    platform.run(end);
    return log;
  }

  Calendar calendar;
  Platform platform;
  HostId a;
  HostId b;
  Numbers log;
  TaskGroup tasks;
};

}  // namespace faultline
