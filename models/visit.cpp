#include "models/visit.hpp"

#include "models/instance.hpp"

namespace faultline {

void Visit::abort() {
  unlink();
  record_.outcome = Outcome::failed;
  auto& calendar = instance.calendar();
  promise_->awaiter->break_off(calendar, Answer{}, Duration::zero());
}

void Visit::inherit(Task<Answer> rest) {
  if (books_.open())
    start(outlive(std::move(rest), TransactionRef(*call.transaction), books_), instance.zombies());
  else
    promise_->heir = nullptr;
}

Task<void> Visit::outlive(Task<Answer> rest, TransactionRef /*keep*/, Books& books) {
  const auto answer = co_await rest_of(rest);
  books.work(answer.spent, false);
}

}  // namespace faultline
