#pragma once

#include <coroutine>

#include "sim/engine/calendar.hpp"

namespace faultline {

/// A suspended coroutine that continues at the instant at which it is called; destroying this
/// object cancels the call.
class Wake {
 public:
  explicit Wake(Calendar& calendar) : calendar_(calendar) {}
  Wake(const Wake&) = delete;
  Wake& operator=(const Wake&) = delete;
  ~Wake() {
    if (called()) calendar_.cancel(ticket_);
  }

  void suspend(std::coroutine_handle<> frame) { frame_ = frame; }
  void call() { ticket_ = calendar_.soon(frame_); }
  /// It has continued.
  void resume() {
    frame_ = nullptr;
    ticket_ = Ticket::none;
  }

  bool suspended() const { return frame_ != nullptr; }
  bool called() const { return ticket_ != Ticket::none; }

 private:
  Calendar& calendar_;
  std::coroutine_handle<> frame_;
  Ticket ticket_ = Ticket::none;
};

}  // namespace faultline
