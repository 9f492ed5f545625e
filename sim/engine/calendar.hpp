#pragma once

#include <algorithm>
#include <coroutine>
#include <cstdint>
#include <utility>
#include <vector>

#include "sim/engine/check.hpp"
#include "sim/engine/event_slots.hpp"
#include "sim/engine/event_tree.hpp"
#include "sim/engine/ring.hpp"
#include "sim/engine/time.hpp"

namespace faultline {

/// A handle of an event in the calendar, for `cancel`. Free to copy; invalid once the event has
/// fired.
enum class Ticket : std::uint32_t { none = 0 };

class Lane;

/// The calendar of pending events: each event resumes a suspended coroutine at an instant.
///
/// Order: by time, ties in scheduling order. Pending events are kept in a tournament tree of
/// 16-byte keys (time, then scheduling number and slot packed in one word); events due at the
/// present instant are kept in a first-in-first-out ring instead. A slot holds the coroutine, so
/// that cancelling is O(1): the slot is emptied, and its key is discarded when it reaches the top.
/// Events outside the tree (a lane's timers, and those that are due) have slots of their own: they
/// make the tree no taller, and a fired event leaves its place in the tree to the next one
/// scheduled. Limits, checked: 2^36 events per run, 2^28 pending at once.
class Calendar {
 public:
  Calendar() = default;
  Calendar(const Calendar&) = delete;
  Calendar& operator=(const Calendar&) = delete;

  /// The present instant.
  Time now() const { return now_; }

  /// Events fired so far.
  std::uint64_t fired() const { return fired_; }

  /// How many events and waits of zero duration may happen at one instant. Beyond that number a
  /// loop never ends: the calendar halts there, and fires no further event.
  static constexpr std::int64_t most_at_once = 20'000'000;
  bool halted() const { return left_ <= 0; }
  /// It is about to halt: whatever runs now is part of the loop.
  bool nearly_halted() const { return left_ < most_at_once / 1000; }
  /// How many more may happen at the present instant; unchanged if none has happened.
  std::int64_t left() const { return left_; }

  /// Resumes `frame` at `instant`, which is not before now.
  Ticket at(Time instant, std::coroutine_handle<> frame);

  /// Resumes `frame` at the present instant, after everything already due at it.
  Ticket soon(std::coroutine_handle<> frame);

  /// Cancels an event that has not fired.
  void cancel(Ticket ticket) {
    const auto number = static_cast<std::uint32_t>(ticket);
    (number & queued_bit ? queued_[number & ~queued_bit] : slots_[number]) = 0;
  }

  /// The instant of the next event, or `end_of_time`. It may be that of a cancelled event.
  Time next();

  /// Fires every event up to and including `end`, then moves the clock to `end`, unless it halts.
  void run_until(Time end);

  /// Fires every event before `instant`, then moves the clock to it, unless it halts.
  void run_before(Time instant);

  /// Fires events up to and including `end` while `go_on()` holds; the clock stays at the last.
  template <class Condition>
  void run_while(Time end, Condition go_on) {
    while (go_on() && fire_next(end)) {
    }
  }

  /// co_await delay(span): resumes the present coroutine after `span`; destroying it cancels that.
  class Delay {
   public:
    Delay(Calendar& calendar, Duration span) : calendar_(calendar), span_(span) {}
    Delay(const Delay&) = delete;
    Delay& operator=(const Delay&) = delete;
    ~Delay() {
      if (ticket_ != Ticket::none) calendar_.cancel(ticket_);
    }
    bool await_ready() { return span_ <= Duration::zero() && --calendar_.left_ > 0; }
    void await_suspend(std::coroutine_handle<> frame) {
      ticket_ = calendar_.at(calendar_.now() + std::max(span_, Duration::zero()), frame);
    }
    void await_resume() { ticket_ = Ticket::none; }

   protected:
    const Calendar& calendar() const { return calendar_; }

   private:
    Calendar& calendar_;
    Duration span_;
    Ticket ticket_ = Ticket::none;
  };

  Delay delay(Duration span) { return {*this, span}; }

 private:
  friend class Lane;

  static constexpr auto queued_bit = std::uint32_t{1} << 31;  ///< in the ticket of one of queued_

  /// Fires the first event, unless there is none up to `end`.
  bool fire_next(Time end);
  bool fire_up_to(Time end);
  void fetch_ahead();
  void resume(std::uintptr_t address);
  std::uint64_t next_number();
  bool ring_is_first();

  Time now_ = start_of_run;
  std::uint64_t number_ = 0;
  std::uint64_t fired_ = 0;
  std::int64_t left_ = most_at_once;  ///< of what may go on at the present instant
  EventTree tree_;
  Ring<EventKey> due_;
  EventSlots slots_;   ///< what fires: a coroutine, or a lane (its address with the lowest bit set)
  EventSlots queued_;  ///< the coroutines of what stands in the ring or in a lane
};

inline std::uint64_t Calendar::next_number() {
  check(++number_ < EventKey::most_numbers - 1, "a run has at most 2^36 events");
  return number_;
}

inline Ticket Calendar::at(Time instant, std::coroutine_handle<> frame) {
  check(instant >= now_, "no event is scheduled in the past");
  const auto slot = slots_.take(reinterpret_cast<std::uintptr_t>(frame.address()));
  tree_.put(EventKey{instant, next_number(), slot});
  return Ticket{slot};
}

inline Ticket Calendar::soon(std::coroutine_handle<> frame) {
  const auto slot = queued_.take(reinterpret_cast<std::uintptr_t>(frame.address()));
  due_.push(EventKey{now_, next_number(), slot});
  return Ticket{slot | queued_bit};
}

inline bool Calendar::ring_is_first() { return due_.front() < tree_.first(); }

inline Time Calendar::next() {
  if (!due_.empty()) return now_;
  return tree_.first().time();
}

}  // namespace faultline
