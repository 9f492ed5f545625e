#pragma once

#include <coroutine>
#include <memory>

#include "sim/engine/calendar.hpp"
#include "sim/engine/link.hpp"

namespace faultline {

class Slots;

/// What a queue may know about a waiting request.
struct Demand {
  Time deadline = end_of_time;  ///< after it the answer is of no use
  int priority = 0;             ///< the greater the sooner, where the discipline asks
  const bool* left = nullptr;   ///< says when nobody waits for the answer any longer

  bool abandoned() const { return left && *left; }
};

/// A request that waits for a slot; it lives in the waiting frame. Destroying it leaves the queue,
/// or returns the slot if it was granted in the meantime.
class Waiter : public Link {
 public:
  Waiter(Slots& slots, Demand demand) : slots_(slots), demand_(demand) {}
  ~Waiter();

  const Demand& demand() const { return demand_; }
  Time since() const { return since_; }

  /// Sends it away without a slot.
  void refuse();

 protected:
  Slots& slots_;
  bool granted_ = false;
  Ticket ticket_ = Ticket::none;

 private:
  friend class Slots;
  void go_on();

  Demand demand_;
  Time since_{};
  std::coroutine_handle<> frame_;
};

/// The requests that wait for the slots of one station, and the order in which they are served.
class WaitingLine {
 public:
  virtual ~WaitingLine() = default;

  virtual void join(Waiter& waiter) = 0;

  /// The request whose turn it is at `station`, still in the line; it may reject some first, and
  /// returns null if none is left. At least one is waiting.
  virtual Waiter* next(const Slots& station) = 0;

  /// The request that gives up its place in a full queue to a newcomer; null if the newcomer is
  /// rejected. At least one is waiting.
  virtual Waiter* displaced_by(const Demand&, const Slots&) { return nullptr; }
};

}  // namespace faultline
