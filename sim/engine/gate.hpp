#pragma once

#include "sim/engine/link.hpp"
#include "sim/engine/wake.hpp"

namespace faultline {

/// A condition for coroutines to wait for: co_await gate.opened() continues at once while it is
/// open.
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
      waiter.wake_.call();
    }
  }

  class Opened : Link {
   public:
    explicit Opened(Gate& gate) : gate_(gate), wake_(gate.calendar_) {}
    bool await_ready() { return gate_.open_; }
    void await_suspend(std::coroutine_handle<> frame) {
      wake_.suspend(frame);
      gate_.waiters_.push_back(*this);
    }
    void await_resume() { wake_.resume(); }

   private:
    friend class Gate;
    friend class LinkedList<Opened>;
    Gate& gate_;
    Wake wake_;
  };

  Opened opened() { return Opened{*this}; }

 private:
  Calendar& calendar_;
  LinkedList<Opened> waiters_;
  bool open_ = true;
};

}  // namespace faultline
