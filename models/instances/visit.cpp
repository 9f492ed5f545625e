#include "models/instances/visit.hpp"

#include "models/instances/instance.hpp"
#include "models/instances/operation.hpp"
#include "sim/engine/alarm.hpp"

namespace faultline {

Visit::Visit(Instance& at, const Target& target, const Call& asked)
    : instance(at),
      call(asked),
      target_(target),
      started_(at.calendar().now()),
      spent_(at.books()) {
  call.from = at.host();
  call.caller = at.number();
  call.to = nullptr;
  call.tried_at = nullptr;
  at.visit_begins();
  if (at.calendar().nearly_halted()) [[unlikely]]
    at.books().suspect(target.operation->name());
  if (target.occurrence > 0) call.attempt = nested_attempt(call.attempt, target.occurrence << 32);
}

Calendar::Delay Visit::pass() {
  auto& calendar = instance.calendar();
  if (calendar.nearly_halted()) [[unlikely]]
    instance.books().suspect(target_.operation->name());
  return calendar.delay(Duration::zero());
}

Visit::Busy Visit::busy(Duration span) { return {*this, instance.calendar(), span}; }

Visit::~Visit() {
  promise_->heir = nullptr;
  auto& books = instance.books();
  instance.visit_ends();
  if (instance.observed() && target_.entrance != Entrance::inside) {
    instance.count_end();
    if (!abandoned_) instance.tell(outcome_);
  }
  const auto operation = target_.operation->index();
  if (operation != unrecorded_operation)
    books.attempt({operation, started_, books.now(), outcome_, call.first});
}

bool Visit::passed(Time deadline) const { return deadline <= instance.calendar().now(); }

Demand Visit::demand() const {
  return {call.deadline, call.transaction->request_class->priority, &abandoned_};
}

Task<Answer> Visit::until_deadline(Task<Answer> asked) {
  Alarm alarm(instance.calendar(), call.deadline);
  auto answer = co_await first_of(asked, alarm);
  co_return answer.value_or(Answer{Outcome::timed_out, {}});
}

void Visit::abort() {
  unlink();
  outcome_ = Outcome::failed;
  promise_->awaiter->break_off(instance.calendar(), Answer{}, Duration::zero());
}

void Visit::inherit(Task<Answer> rest) {
  auto& books = instance.books();
  abandoned_ = true;
  instance.tell(Outcome::timed_out);
  if (books.open())
    start(outlive(std::move(rest), TransactionRef(*call.transaction), books), instance.zombies());
  else
    promise_->heir = nullptr;
}

Task<void> Visit::outlive(Task<Answer> rest, TransactionRef /*keep*/, Books& books) {
  const auto answer = co_await rest_of(rest);
  books.work(answer.spent, false);
}

}  // namespace faultline
