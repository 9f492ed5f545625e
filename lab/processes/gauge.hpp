#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

#include "models/world/world.hpp"
#include "sim/engine/calendar.hpp"

namespace faultline {

/// How far a run is, told by the process that it runs in.
struct Reading {
  std::atomic<std::int64_t> reached_ns{0};  ///< simulated
  std::atomic<std::uint64_t> events{0};
};

/// Readings of several runs, in memory that a process shares with those that it forks.
class Gauges {
 public:
  /// Throws std::system_error where there is no memory.
  explicit Gauges(std::size_t count);
  Gauges(const Gauges&) = delete;
  Gauges& operator=(const Gauges&) = delete;
  ~Gauges();

  Reading& operator[](std::size_t run) { return readings_[run]; }

  /// The share of `whole` that the run has come through.
  double share(std::size_t run, Duration whole) const;

 private:
  std::size_t bytes_;
  Reading* readings_;
};

/// Writes down how far the calendar is ten times a second for as long as it lives; one at a time in
/// a process. A timer does it, so that the run itself pays nothing for it.
class Gauging {
 public:
  Gauging(const Calendar& calendar, Reading& reading);
  Gauging(const Gauging&) = delete;
  Gauging& operator=(const Gauging&) = delete;
  ~Gauging();
};

/// Runs a world while its gauge is read.
inline auto gauged_by(Reading& reading) {
  return [&reading](World& world) {
    const Gauging gauging(world.calendar(), reading);
    world.run();
  };
}

}  // namespace faultline
