#pragma once

#include <coroutine>
#include <limits>

#include "sim/calendar.hpp"

namespace faultline {

/// Counts, and wakes the one who waits for a count.
class Counter {
 public:
  explicit Counter(Calendar& calendar) : calendar_(calendar) {}
  Counter(const Counter&) = delete;
  Counter& operator=(const Counter&) = delete;

  std::int64_t value() const { return value_; }

  void add() {
    if (++value_ >= awaited_) [[unlikely]]
      wake();
  }

  /// co_await counter.reaches(value): one coroutine at a time.
  class Reached {
   public:
    Reached(Counter& counter, std::int64_t value) : counter_(counter), value_(value) {}
    Reached(const Reached&) = delete;
    Reached& operator=(const Reached&) = delete;
    ~Reached() {
      if (!frame_) return;
      counter_.awaited_ = nobody;
      if (ticket_ != Ticket::none) counter_.calendar_.cancel(ticket_);
    }
    bool await_ready() const { return counter_.value_ >= value_; }
    void await_suspend(std::coroutine_handle<> frame) {
      frame_ = frame;
      counter_.awaited_ = value_;
      counter_.waiter_ = this;
    }
    void await_resume() { frame_ = nullptr; }

   private:
    friend class Counter;
    Counter& counter_;
    std::int64_t value_;
    std::coroutine_handle<> frame_;
    Ticket ticket_ = Ticket::none;
  };
  Reached reaches(std::int64_t value) { return {*this, value}; }

 private:
  static constexpr auto nobody = std::numeric_limits<std::int64_t>::max();

  void wake() {
    awaited_ = nobody;
    waiter_->ticket_ = calendar_.soon(waiter_->frame_);
  }

  Calendar& calendar_;
  std::int64_t value_ = 0;
  std::int64_t awaited_ = nobody;
  Reached* waiter_ = nullptr;
};

}  // namespace faultline
