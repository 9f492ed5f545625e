#include "models/visit.hpp"

#include "models/instance.hpp"

namespace faultline {

Visit::Visit(Instance& at, Call asked, Reply& reply, std::coroutine_handle<> frame)
    : instance(at), call(std::move(asked)), work(at.books()), reply_(&reply), frame_(frame) {
  reply.visit_ = this;
  at.receive(*this);
}

Visit::~Visit() {
  if (reply_) reply_->visit_ = nullptr;
}

void Visit::abort() {
  if (reply_)
    reply_->break_off();
  else
    frame_.destroy();
}

Reply::~Reply() {
  if (ticket_ != Ticket::none) calendar_.cancel(ticket_);
  if (!visit_ || visit_->call.cancellable) return;
  visit_->reply_ = nullptr;
  service_.detach(zombies_);
}

void Reply::break_off() {
  const auto waiter = service_.frame().promise().waiter;
  service_ = Task<Answer>{};
  answer_ = Answer{};
  ticket_ = calendar_.soon(waiter);
}

}  // namespace faultline
