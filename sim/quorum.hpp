#pragma once

#include "sim/calendar.hpp"

namespace faultline {

/// co_await quorum: goes on once `needed` of the parties have arrived well, or so many have arrived
/// badly that this cannot be any more.
class Quorum {
 public:
  Quorum(Calendar& calendar, std::size_t parties, std::size_t needed)
      : calendar_(calendar), missing_(needed), spare_(parties - needed) {}
  Quorum(const Quorum&) = delete;
  Quorum& operator=(const Quorum&) = delete;
  ~Quorum() {
    if (ticket_ != Ticket::none) calendar_.cancel(ticket_);
  }

  void arrive(bool well) {
    if (decided()) return;
    if (well)
      --missing_;
    else if (spare_ > 0)
      --spare_;
    else
      failed_ = true;
    if (decided() && frame_) ticket_ = calendar_.soon(frame_);
  }

  bool reached() const { return missing_ == 0; }

  bool await_ready() const { return decided(); }
  void await_suspend(std::coroutine_handle<> frame) { frame_ = frame; }
  void await_resume() { ticket_ = Ticket::none; }

 private:
  bool decided() const { return missing_ == 0 || failed_; }

  Calendar& calendar_;
  std::size_t missing_;
  std::size_t spare_;  ///< how many more may fail
  bool failed_ = false;
  std::coroutine_handle<> frame_;
  Ticket ticket_ = Ticket::none;
};

}  // namespace faultline
