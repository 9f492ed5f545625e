#pragma once

#include <optional>
#include <string>

#include "models/network.hpp"
#include "models/target.hpp"
#include "models/visit.hpp"
#include "sim/gate.hpp"
#include "sim/slots.hpp"

namespace faultline {

/// How many requests a service or store works on at once and lets wait.
struct Capacity {
  std::int64_t workers = 1;
  std::optional<std::int64_t> queue;  ///< longest queue; nothing: unbounded
  Discipline discipline = Discipline::fifo;
};

/// One running copy of a service, or a store: workers with a queue in front, on a host, and what
/// faults have made of it.
class Instance {
 public:
  Instance(Network& network, Books& books, TaskGroup& zombies, HostId host,
           const Capacity& capacity);

  HostId host() const { return host_; }
  Books& books() { return books_; }
  Calendar& calendar() { return network_.calendar; }
  TaskGroup& zombies() { return zombies_; }
  Slots& workers() { return workers_; }
  const Slots& workers() const { return workers_; }
  const Condition& condition() const { return condition_; }

  /// One attempt at the target's operation, as the one who asks sees it: the way here, the steps,
  /// the way back. While the instance is down it is refused. `asked` is read as the task begins.
  Task<Answer> attempt(const Target& target, const Call& asked);

  /// Waits until the instance is up.
  Gate::Opened running() { return gate_.opened(); }
  bool up() const { return condition_.up(); }

  /// A fault changes the condition through these; each begin has its end.
  void crash();
  void restart();
  Condition& change() { return condition_; }

  /// The stream that decides whom the error rate strikes.
  void draw_errors_from(Stream stream) { errors_ = stream; }

 private:
  bool full() const {
    return limit_ && workers_.busy() == workers_.capacity() && workers_.waiting() >= *limit_;
  }
  bool strikes(const Call& call) const;

  Network& network_;
  Books& books_;
  TaskGroup& zombies_;
  HostId host_;
  Slots workers_;
  std::optional<std::int64_t> limit_;
  Condition condition_;
  Gate gate_;
  Stream errors_;
  LinkedList<Visit> visits_;
};

}  // namespace faultline
