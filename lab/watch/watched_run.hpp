#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lab/processes/process.hpp"
#include "lab/running/experiment.hpp"
#include "lab/watch/snapshot.hpp"

namespace faultline {

/// Two ends of a pipe, closed with it.
class Pipe {
 public:
  /// Throws std::system_error where the system has none left.
  Pipe();
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe();

  int reading() const { return ends_[0]; }
  int writing() const { return ends_[1]; }
  void close_writing();

 private:
  int ends_[2];
};

/// One design that runs in a process of its own and halts at the end of each simulated second until
/// it is told to go on.
class WatchedRun {
 public:
  /// In the first replication. The experiment outlives it.
  WatchedRun(Experiment& experiment, const std::string& design);

  /// For poll(): readable once something has come.
  int descriptor() const { return reports_.reading(); }
  /// Takes what is there. Throws as run_all does where the run failed.
  void take();

  void go_on();
  void strike(const std::string& part);
  void heal(const std::string& part);

  /// It halts, or has ended, and waits for nothing but orders.
  bool halts() const { return halts_; }
  bool ended() const { return ended_; }
  /// Of the last second that is over.
  const Snapshot& snapshot() const { return snapshot_; }

 private:
  void tell(char order, const std::string& part);

  std::string design_;
  Pipe orders_;
  Pipe reports_;
  Process process_;
  std::vector<std::byte> arrived_;
  Snapshot snapshot_;
  bool halts_ = false;
  bool ended_ = false;
};

}  // namespace faultline
