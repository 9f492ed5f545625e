#include "models/visit.hpp"

#include "models/instance.hpp"

namespace faultline {

namespace {

/// co_await Rest{task}: the answer of a task that was started before.
struct Rest {
  Task<Answer>& task;
  Answer answer;

  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> waiter) {
    task.frame().promise().waiter = waiter;
    task.frame().promise().result = &answer;
  }
  Answer await_resume() { return answer; }
};

Task<void> outlive(Task<Answer> rest, TransactionRef /*keeps it alive*/, Books& books) {
  Rest awaited{rest, {}};
  const auto answer = co_await awaited;
  books.work(answer.spent, false);
}

}  // namespace

Visit::Visit(Instance& at, const Call& asked, Reply& reply)
    : instance(at), call(asked), work(at.books()), reply_(&reply) {
  reply.visit_ = this;
  at.receive(*this);
}

Visit::~Visit() { reply_->visit_ = nullptr; }

void Visit::abort() { reply_->break_off(); }

Reply::Reply(Reply&& other) noexcept
    : calendar_(other.calendar_),
      zombies_(other.zombies_),
      visit_(std::exchange(other.visit_, nullptr)),
      service_(std::move(other.service_)) {
  if (visit_) visit_->reply_ = this;
}

Reply::~Reply() {
  if (ticket_ != Ticket::none) calendar_.cancel(ticket_);
  if (!visit_ || visit_->call.cancellable || !visit_->instance.books().open()) return;
  start(outlive(std::move(*this)), zombies_);
}

Task<void> Reply::outlive(Reply orphan) {
  const TransactionRef keep(*orphan.visit_->call.transaction);
  auto& books = orphan.visit_->instance.books();
  struct Rest {
    Reply& reply;
    bool await_ready() { return false; }
    void await_suspend(std::coroutine_handle<> waiter) { reply.expect_answer(waiter); }
    Answer await_resume() { return reply.await_resume(); }
  };
  Rest rest{orphan};
  const auto answer = co_await rest;
  books.work(answer.spent, false);
}

void Reply::break_off() {
  const auto waiter = service_.frame().promise().waiter;
  service_ = Task<Answer>{};
  answer_ = Answer{};
  ticket_ = calendar_.soon(waiter);
}

void abandon(Task<Answer> rest, const Call& call, Books& books, TaskGroup& zombies) {
  start(outlive(std::move(rest), TransactionRef(*call.transaction), books), zombies);
}

}  // namespace faultline
