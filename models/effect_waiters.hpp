#pragma once

#include <cstdint>
#include <map>
#include <utility>

#include "sim/calendar.hpp"

namespace faultline {

/// Who waits until an effect of a transaction happens. They go on at the instant at which it does,
/// in the order in which they came.
class EffectWaiters {
 public:
  using What = std::pair<std::uint64_t, std::uint32_t>;  ///< transaction, effect

  bool empty() const { return waiting_.empty(); }

  void wake(const What& what) {
    for (auto at = waiting_.find(what); at != waiting_.end() && at->first == what;) {
      at->second->wake();
      at = waiting_.erase(at);
    }
  }

  /// co_await waiters.happening(...): goes on once it happens.
  class Happening {
   public:
    Happening(EffectWaiters& waiters, Calendar& calendar, What what)
        : waiters_(waiters), calendar_(calendar), what_(what) {}
    Happening(const Happening&) = delete;
    Happening& operator=(const Happening&) = delete;
    ~Happening() {
      if (ticket_ != Ticket::none)
        calendar_.cancel(ticket_);
      else if (frame_)
        waiters_.waiting_.erase(place_);
    }

    bool await_ready() const { return false; }
    void await_suspend(std::coroutine_handle<> frame) {
      frame_ = frame;
      place_ = waiters_.waiting_.emplace(what_, this);
    }
    void await_resume() {
      ticket_ = Ticket::none;
      frame_ = nullptr;
    }

   private:
    friend class EffectWaiters;
    void wake() { ticket_ = calendar_.soon(frame_); }

    EffectWaiters& waiters_;
    Calendar& calendar_;
    What what_;
    std::multimap<What, Happening*>::iterator place_;
    std::coroutine_handle<> frame_;
    Ticket ticket_ = Ticket::none;
  };

 private:
  std::multimap<What, Happening*> waiting_;
};

}  // namespace faultline
