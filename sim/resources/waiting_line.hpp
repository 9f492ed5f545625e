#pragma once

#include <coroutine>
#include <memory>

#include "sim/engine/calendar.hpp"
#include "sim/engine/link.hpp"

namespace faultline {

class Slots;

/// What a queue may know of one who waits in it.
struct Demand {
  Time deadline = end_of_time;  ///< after it the answer is of no use
  int priority = 0;             ///< the greater the sooner, where the discipline asks
  const bool* left = nullptr;   ///< says when nobody waits for the answer any longer

  bool abandoned() const { return left && *left; }
};

/// One who waits for a slot; it stands in the frame that is to go on. Destroying it leaves the
/// queue, or gives back what was granted in the meantime.
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

/// Those who wait for the slots of one station, and whose turn it is.
class WaitingLine {
 public:
  virtual ~WaitingLine() = default;

  virtual void join(Waiter& waiter) = 0;

  /// Whose turn it is at `station`, still in the line; it may refuse some first, and returns null
  /// where nobody is left. Somebody is waiting.
  virtual Waiter* next(const Slots& station) = 0;

  /// Who gives up the place in a full queue to a newcomer; null where the newcomer is turned away.
  /// Somebody is waiting.
  virtual Waiter* displaced_by(const Demand&, const Slots&) { return nullptr; }
};

}  // namespace faultline
