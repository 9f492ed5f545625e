#pragma once

#include <cstdint>
#include <limits>

#include "sim/engine/link.hpp"
#include "sim/engine/wake.hpp"

namespace faultline {

/// A counter that wakes the coroutines waiting for a count.
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

  /// co_await counter.reaches(value).
  class Reached : Link {
   public:
    Reached(Counter& counter, std::int64_t value)
        : counter_(counter), value_(value), wake_(counter.calendar_) {}
    bool await_ready() const { return counter_.value_ >= value_; }
    void await_suspend(std::coroutine_handle<> frame) {
      wake_.suspend(frame);
      counter_.waiters_.insert(
          *this, [](const Reached& a, const Reached& b) { return a.value_ < b.value_; });
      counter_.awaited_ = counter_.waiters_.front().value_;
    }
    void await_resume() { wake_.resume(); }

   private:
    friend class Counter;
    friend class LinkedList<Reached>;
    Counter& counter_;
    std::int64_t value_;
    Wake wake_;
  };
  Reached reaches(std::int64_t value) { return {*this, value}; }

 private:
  void wake() {
    while (!waiters_.empty() && waiters_.front().value_ <= value_) {
      auto& waiter = waiters_.front();
      waiter.unlink();
      waiter.wake_.call();
    }
    awaited_ = waiters_.empty() ? nobody : waiters_.front().value_;
  }

  static constexpr auto nobody = std::numeric_limits<std::int64_t>::max();

  Calendar& calendar_;
  std::int64_t value_ = 0;
  std::int64_t awaited_ = nobody;  ///< the lowest, or one of those who have gone
  LinkedList<Reached> waiters_;
};

}  // namespace faultline
