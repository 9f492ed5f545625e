#pragma once

#include "sim/calendar.hpp"
#include "sim/link.hpp"

namespace faultline {

/// A condition that coroutines wait for: co_await gate.opened() goes on at once while it is open.
class Gate {
 public:
  explicit Gate(Calendar& calendar) : calendar_(calendar) {}
  Gate(const Gate&) = delete;
  Gate& operator=(const Gate&) = delete;

  bool is_open() const { return open_; }
  void close() { open_ = false; }
  void open() {
    open_ = true;
    while (!waiters_.empty()) {
      auto& waiter = waiters_.front();
      waiter.unlink();
      waiter.ticket_ = calendar_.soon(waiter.frame_);
    }
  }

  class Opened : Link {
   public:
    explicit Opened(Gate& gate) : gate_(gate) {}
    ~Opened() {
      if (ticket_ != Ticket::none) gate_.calendar_.cancel(ticket_);
    }
    bool await_ready() { return gate_.open_; }
    void await_suspend(std::coroutine_handle<> frame) {
      frame_ = frame;
      gate_.waiters_.push_back(*this);
    }
    void await_resume() { ticket_ = Ticket::none; }

   private:
    friend class Gate;
    friend class LinkedList<Opened>;
    Gate& gate_;
    std::coroutine_handle<> frame_;
    Ticket ticket_ = Ticket::none;
  };

  Opened opened() { return Opened{*this}; }

 private:
  Calendar& calendar_;
  LinkedList<Opened> waiters_;
  bool open_ = true;
};

}  // namespace faultline
