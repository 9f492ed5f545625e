#pragma once

#include <chrono>
#include <cmath>
#include <cstdint>
#include <limits>

namespace faultline {

/// A span of simulated time: whole nanoseconds in 64 bits, so that equality and ties are exact.
using Duration = std::chrono::duration<std::int64_t, std::nano>;

/// The simulated clock. It starts at zero and moves only when the calendar moves it.
struct SimulatedClock {
  using duration = Duration;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<SimulatedClock>;
  static constexpr bool is_steady = true;
};

/// An instant of simulated time, counted from the start of the run.
using Time = SimulatedClock::time_point;

inline constexpr Time start_of_run{};
inline constexpr Time end_of_time = Time::max();

/// The span in seconds, rounded to nearest: it prints as the exact decimal.
constexpr double seconds(Duration span) { return static_cast<double>(span.count()) / 1e9; }

/// The instant in seconds from the start of the run.
constexpr double seconds(Time instant) { return seconds(instant.time_since_epoch()); }

/// The span of `value` nanoseconds, rounded to nearest; beyond 292 years it saturates.
inline Duration from_nanoseconds(double value) {
  constexpr auto longest = 9.2e18;
  return Duration{value < longest ? static_cast<std::int64_t>(value + 0.5)
                                  : std::numeric_limits<std::int64_t>::max() / 2};
}

/// The span of `value` seconds, rounded to the nearest nanosecond.
inline Duration from_seconds(double value) { return from_nanoseconds(value * 1e9); }

}  // namespace faultline
