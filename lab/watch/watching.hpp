#pragma once

#include <chrono>
#include <memory>
#include <vector>

#include "lab/processes/interruption.hpp"
#include "lab/watch/board.hpp"
#include "lab/watch/screen.hpp"
#include "lab/watch/watched_run.hpp"

namespace faultline {

/// Shows all designs of an experiment while they run, at a chosen speed of simulated time, and does
/// what the keys say.
class Watching {
 public:
  /// The experiment outlives it.
  Watching(Experiment& experiment, double speed);

  /// Until the user quits. Throws as run_all does.
  void run();

  /// The simulated time that was reached.
  Time reached() const { return board_.designs.front().snapshot.now; }

 private:
  using Clock = std::chrono::steady_clock;

  void step();
  void wait_for_runs();
  void wait_until(Clock::time_point due);
  void poll_keys(int milliseconds);
  void press(Key key);
  void strike(char key);
  void draw();
  bool all_halt() const;

  std::vector<std::unique_ptr<WatchedRun>> runs_;
  Board board_;
  Interruption interruption_;
  std::unique_ptr<Screen> screen_;
  Clock::time_point drawn_{};
  bool one_second_ = false;
  bool quits_ = false;
};

/// How fast simulated time may go, in simulated seconds per second.
inline constexpr double slowest_watch = 0.25;
inline constexpr double fastest_watch = 60;

}  // namespace faultline
