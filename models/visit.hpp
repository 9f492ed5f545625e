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
  Visit(Instance& at, const Call& asked, Reply& reply);
  ~Visit();

  Instance& instance;
  const Call call;
  SpentWork work;

  /// The instance crashed: whoever waits for the reply learns of it, and the service is destroyed.
  void abort();

 private:
  friend class Reply;
  Reply* reply_;
};

/// co_await reply: the answer of the coroutine that serves a call, or a failure when its instance
/// crashes. When the one who waits is destroyed the service is destroyed with it if the call is
/// cancellable; otherwise it goes on as a zombie among `zombies`.
class Reply {
 public:
  Reply(Calendar& calendar, TaskGroup& zombies) : calendar_(calendar), zombies_(zombies) {}
  Reply(Reply&& other) noexcept;
  Reply& operator=(Reply&&) = delete;
  ~Reply();

  void serve_with(Task<Answer> service) { service_ = std::move(service); }

  bool await_ready() { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> waiter) {
    expect_answer(waiter);
    return service_.frame();
  }
  Answer await_resume() {
    ticket_ = Ticket::none;
    return answer_;
  }

 private:
  friend class Visit;

  void expect_answer(std::coroutine_handle<> waiter) {
    auto& promise = service_.frame().promise();
    promise.waiter = waiter;
    promise.result = &answer_;
  }
  void break_off();
  static Task<void> outlive(Reply orphan);

  Calendar& calendar_;
  TaskGroup& zombies_;
  Visit* visit_ = nullptr;
  Task<Answer> service_;
  Answer answer_;
  Ticket ticket_ = Ticket::none;
};

/// Nobody waits for `rest` any longer, which was started for `call`: it goes on as a zombie.
void abandon(Task<Answer> rest, const Call& call, Books& books, TaskGroup& zombies);

}  // namespace faultline
