#pragma once

#include <cstdint>
#include <utility>

#include "sim/calendar.hpp"
#include "sim/link.hpp"

namespace faultline {

/// Permits that anybody gives and `co_await take()` waits for, in the order of asking. One that was
/// granted to somebody who is destroyed before going on is given to the next.
class Permits {
 public:
  explicit Permits(Calendar& calendar) : calendar_(calendar) {}
  Permits(const Permits&) = delete;
  Permits& operator=(const Permits&) = delete;

  void give() {
    if (takers_.empty()) {
      ++free_;
      return;
    }
    auto& taker = takers_.front();
    taker.unlink();
    taker.ticket_ = calendar_.soon(taker.frame_);
  }

  class Take : Link {
   public:
    explicit Take(Permits& permits) : permits_(permits) {}
    ~Take() {
      if (ticket_ == Ticket::none) return;
      permits_.calendar_.cancel(ticket_);
      permits_.give();
    }
    bool await_ready() {
      if (permits_.free_ == 0) return false;
      --permits_.free_;
      return true;
    }
    void await_suspend(std::coroutine_handle<> frame) {
      frame_ = frame;
      permits_.takers_.push_back(*this);
    }
    void await_resume() { ticket_ = Ticket::none; }

   private:
    friend class Permits;
    friend class LinkedList<Take>;
    Permits& permits_;
    std::coroutine_handle<> frame_;
    Ticket ticket_ = Ticket::none;
  };

  Take take() { return Take{*this}; }

 private:
  Calendar& calendar_;
  std::int64_t free_ = 0;
  LinkedList<Take> takers_;
};

}  // namespace faultline
