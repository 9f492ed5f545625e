#pragma once

#include "models/call.hpp"
#include "sim/task.hpp"

namespace faultline {

class Instance;

/// A request at an instance, from being sent to being answered. It stands in the coroutine of the
/// attempt, and is linked to the instance while that works on it.
///
/// When whoever asked is destroyed, the attempt goes on as a zombie, unless the call is
/// cancellable.
class Visit final : public Link, public Heir<Answer> {
 public:
  Visit(Instance& at, Books& books, const Call& asked, std::uint32_t operation)
      : instance(at),
        call(asked),
        work(books),
        books_(books),
        record_{operation, books.now(), {}, Outcome::timed_out, asked.first} {}

  ~Visit() {
    promise_->heir = nullptr;
    if (record_.operation == unrecorded_operation) return;
    record_.ended = books_.now();
    books_.attempt(record_);
  }

  Instance& instance;
  const Call& call;  ///< in the same coroutine
  SpentWork work;

  /// The instance crashed: its work is lost, and whoever waits learns of it.
  void abort();

  /// The answer is with the one who asked.
  Answer deliver(Outcome outcome) {
    record_.outcome = outcome;
    return {outcome, work.pass_on()};
  }

  void inherit(Task<Answer> rest) override;

  /// co_await visit.begin(): makes the visit known to the frame it stands in.
  struct Begin {
    Visit& visit;
    bool await_ready() { return false; }
    bool await_suspend(Task<Answer>::Frame frame) {
      visit.promise_ = &frame.promise();
      if (!visit.call.cancellable) frame.promise().heir = &visit;
      return false;
    }
    void await_resume() {}
  };
  Begin begin() { return {*this}; }

 private:
  static Task<void> outlive(Task<Answer> rest, TransactionRef keep, Books& books);

  Books& books_;
  AttemptRecord record_;
  Task<Answer>::promise_type* promise_ = nullptr;
};

}  // namespace faultline
