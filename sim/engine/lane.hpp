#pragma once

#include "sim/engine/calendar.hpp"

namespace faultline {

/// Timers that all last the same span, such as the timeouts of one call.
///
/// They end in the order in which they start, so that a ring holds them and only the first one has
/// a key in the calendar's tree: 100,000 pending timeouts cost one key, and a cancelled one costs
/// O(1). The order of events is the same as with a key for each timer.
class Lane {
 public:
  Lane(Calendar& calendar, Duration span) : calendar_(calendar), span_(span) {}
  Lane(const Lane&) = delete;
  Lane& operator=(const Lane&) = delete;
  ~Lane();

  Calendar& calendar() { return calendar_; }
  Duration span() const { return span_; }

  /// Resumes `frame` once the span has passed.
  Ticket start(std::coroutine_handle<> frame);

  void cancel(Ticket ticket) { calendar_.cancel(ticket); }

 private:
  friend class Calendar;

  /// The calendar has reached the key of the lane's first timer: fires it unless it was cancelled.
  void come_up(EventKey key);
  void drop_cancelled();
  void stand_in_tree();
  std::uintptr_t take_first();

  Calendar& calendar_;
  Duration span_;
  Ring<EventKey> timers_;
  Ticket standing_ = Ticket::none;
};

}  // namespace faultline
