#pragma once

#include <cstdint>

#include "sim/engine/link.hpp"
#include "sim/engine/wake.hpp"

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
    taker.wake_.call();
  }

  class Take : Link {
   public:
    explicit Take(Permits& permits) : permits_(permits), wake_(permits.calendar_) {}
    ~Take() {
      if (wake_.called()) permits_.give();
    }
    bool await_ready() {
      if (permits_.free_ == 0) return false;
      --permits_.free_;
      return true;
    }
    void await_suspend(std::coroutine_handle<> frame) {
      wake_.suspend(frame);
      permits_.takers_.push_back(*this);
    }
    void await_resume() { wake_.resume(); }

   private:
    friend class Permits;
    friend class LinkedList<Take>;
    Permits& permits_;
    Wake wake_;
  };

  Take take() { return Take{*this}; }

 private:
  Calendar& calendar_;
  std::int64_t free_ = 0;
  LinkedList<Take> takers_;
};

}  // namespace faultline
