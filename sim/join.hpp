#pragma once

#include "sim/calendar.hpp"

namespace faultline {

/// co_await join: goes on once `arrive` has been called as often as there are parties.
class Join {
 public:
  Join(Calendar& calendar, std::size_t parties) : calendar_(calendar), missing_(parties) {}
  Join(const Join&) = delete;
  Join& operator=(const Join&) = delete;
  ~Join() {
    if (ticket_ != Ticket::none) calendar_.cancel(ticket_);
  }

  void arrive() {
    if (--missing_ == 0 && frame_) ticket_ = calendar_.soon(frame_);
  }

  bool await_ready() { return missing_ == 0; }
  void await_suspend(std::coroutine_handle<> frame) { frame_ = frame; }
  void await_resume() { ticket_ = Ticket::none; }

 private:
  Calendar& calendar_;
  std::size_t missing_;
  std::coroutine_handle<> frame_;
  Ticket ticket_ = Ticket::none;
};

}  // namespace faultline
