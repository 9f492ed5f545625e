#pragma once

#include <optional>
#include <string>

#include "models/condition.hpp"
#include "models/visit.hpp"
#include "sim/gate.hpp"
#include "sim/slots.hpp"

namespace faultline {

class Operation;

/// How many requests a service or store works on at once and lets wait.
struct Capacity {
  std::int64_t workers = 1;
  std::optional<std::int64_t> queue;  ///< longest queue; nothing: unbounded
  Discipline discipline = Discipline::fifo;
};

/// How a request comes in: through the queue for a worker, or beside it (a consumer's own thread).
enum class Entrance : std::uint8_t { queue, beside };

/// One running copy of a service, or a store: workers with a queue in front, on a host, and what
/// faults have made of it.
class Instance {
 public:
  Instance(Calendar& calendar, Books& books, HostId host, const Capacity& capacity);

  HostId host() const { return host_; }
  Books& books() { return books_; }
  Calendar& calendar() { return calendar_; }
  Slots& workers() { return workers_; }
  const Slots& workers() const { return workers_; }
  const Condition& condition() const { return condition_; }

  /// Does what `operation` says, step by step, and gives the answer.
  Task<Answer> serve(const Operation& operation, Call call, Reply& reply, Entrance entrance);

  /// Waits until the instance is up.
  Gate::Opened running() { return gate_.opened(); }
  bool up() const { return condition_.up(); }

  /// A fault changes the condition through these; each begin has its end.
  void crash();
  void restart();
  Condition& change() { return condition_; }

  /// The stream that decides whom the error rate strikes.
  void draw_errors_from(Stream stream) { errors_ = stream; }

  void receive(Visit& visit) { visits_.push_back(visit); }

 private:
  bool full() const {
    return limit_ && workers_.busy() == workers_.capacity() && workers_.waiting() >= *limit_;
  }
  bool strikes(const Call& call) const;

  Calendar& calendar_;
  Books& books_;
  HostId host_;
  Slots workers_;
  std::optional<std::int64_t> limit_;
  Condition condition_;
  Gate gate_;
  Stream errors_;
  LinkedList<Visit> visits_;
};

}  // namespace faultline
