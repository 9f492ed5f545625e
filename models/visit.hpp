#pragma once

#include <coroutine>
#include <utility>

#include "models/call.hpp"
#include "sim/task.hpp"

namespace faultline {

class Instance;
class Reply;

/// A request while an instance works on it; it stands in the coroutine that serves it.
class Visit : public Link {
 public:
  Visit(Instance& at, Call asked, Reply& reply, std::coroutine_handle<> frame);
  ~Visit();

  Instance& instance;
  Call call;
  Work work;

  /// The instance crashed: whoever waits for the reply learns of it, and the work is destroyed.
  void abort();

 private:
  friend class Reply;
  Reply* reply_;
  std::coroutine_handle<> frame_;
};

/// co_await reply: the answer of the coroutine that serves a call, or a failure when its instance
/// crashes. When the one who waits is destroyed the service is destroyed with it if the call is
/// cancellable; otherwise it goes on as a zombie, owned by `zombies`.
class Reply {
 public:
  Reply(Calendar& calendar, TaskGroup& zombies) : calendar_(calendar), zombies_(zombies) {}
  Reply(const Reply&) = delete;
  Reply& operator=(const Reply&) = delete;
  ~Reply();

  void serve_with(Task<Answer> service) { service_ = std::move(service); }

  bool await_ready() { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> waiter) {
    auto& promise = service_.frame().promise();
    promise.waiter = waiter;
    promise.result = &answer_;
    return service_.frame();
  }
  Answer await_resume() {
    ticket_ = Ticket::none;
    return std::move(answer_);
  }

 private:
  friend class Visit;
  void break_off();

  Calendar& calendar_;
  TaskGroup& zombies_;
  Visit* visit_ = nullptr;
  Task<Answer> service_;
  Answer answer_;
  Ticket ticket_ = Ticket::none;
};

/// co_await OwnFrame{}: the handle of the coroutine that asks.
struct OwnFrame {
  std::coroutine_handle<> frame;
  bool await_ready() { return false; }
  bool await_suspend(std::coroutine_handle<> own) {
    frame = own;
    return false;
  }
  std::coroutine_handle<> await_resume() { return frame; }
};

}  // namespace faultline
