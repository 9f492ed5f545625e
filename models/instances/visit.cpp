#include "models/instances/visit.hpp"

#include "models/instances/instance.hpp"
#include "models/instances/operation.hpp"
#include "models/spans/spans.hpp"
#include "sim/engine/alarm.hpp"

namespace faultline {

Visit::Visit(Instance& at, const Target& target, const Call& asked)
    : instance(at),
      from(asked.from),
      by(asked.by),
      call(asked),
      target_(target),
      started_(at.calendar().now()),
      spent_(at.books()) {
  call.from = at.host();
  call.caller = at.number();
  call.by = &at;
  call.to = nullptr;
  call.tried_at = nullptr;
  at.visit_begins();
  if (at.calendar().nearly_halted()) [[unlikely]]
    at.books().suspect(target.operation->name());
  if (target.occurrence > 0) call.attempt = nested_attempt(call.attempt, target.occurrence << 32);
  if (call.span) open_span();
}

Duration Call::skew() const { return by ? by->skew() : Duration::zero(); }

Calendar::Delay Visit::pass() {
  auto& calendar = instance.calendar();
  if (calendar.nearly_halted()) [[unlikely]]
    instance.books().suspect(target_.operation->name());
  return calendar.delay(Duration::zero());
}

Visit::Travel Visit::travel(Duration time) { return {*this, instance.calendar(), time}; }

bool Visit::has_worker() const {
  const auto* wait = call.span ? call.span->wait() : nullptr;
  return target_.entrance == Entrance::queue && !(wait && wait->contended() == &instance);
}

Outcome Visit::too_late() {
  if (!instance.exhausted()) return ends(Outcome::timed_out, Symptom::late, RootKind::limit);
  return ends(Outcome::timed_out, Symptom::late, instance);
}

/// Its caller is told that it failed here, because of what happened further down.
void Visit::explain() {
  auto& causes = call.span->spans().causes();
  const auto because = spent_.cause();
  if (because == no_cause || causes.book().first(because).place != call.span->place())
    spent_.blame(causes.hop(Symptom::failed, call.span->place(), because));
}

void Visit::open_span() noexcept {
  span_.open(*call.span, *this, instance.place());
  call.span = &span_;
}

SpanSubject Visit::subject() const {
  return {target_.kind, instance.place(), static_cast<std::uint16_t>(instance.number()),
          target_.operation->index()};
}

/// For whom it was is not known any more once it was abandoned. What asks from within an operation
/// asks on its behalf.
void Visit::record_passage() const {
  const auto* asker = span_.asker();
  if (!asker || target_.entrance == Entrance::inside) return;
  auto asking = asker->subject();
  while (asking.operation == SpanRecord::no_operation && asker->asker() &&
         asker->asker()->place() == asker->place()) {
    asker = asker->asker();
    asking = asker->subject();
  }
  const auto own = subject();
  const auto& books = instance.books();
  PassageRecord record{.kind = target_.kind,
                       .from = asker->place(),
                       .from_operation = asking.operation,
                       .to = own.place,
                       .to_operation = own.operation,
                       .instance = own.instance,
                       .started = started_,
                       .ended = books.now(),
                       .outcome = outcome_,
                       .first = call.first,
                       .moot = books.moot(),
                       .open = !books.open()};
  if (target_.topic != 0 && target_.kind == SpanKind::publish) {
    record.to = target_.topic;
  } else if (target_.topic != 0) {
    record.kind = SpanKind::consume;
    record.from = target_.topic;
  }
  span_.spans().recorder().passage(record);
}

void Visit::end_span() {
  if (!abandoned_ && instance.books().records_passages()) record_passage();
  span_.close(outcome_);
}

Visit::Busy Visit::busy(Duration time) { return {*this, instance.calendar(), time}; }

Visit::~Visit() {
  promise_->heir = nullptr;
  auto& books = instance.books();
  instance.visit_ends();
  if (instance.observed() && target_.entrance != Entrance::inside) {
    instance.count_end(abandoned_ || !usable(outcome_));
    if (!abandoned_) instance.tell(outcome_);
  }
  const auto operation = target_.operation->index();
  if (operation != unrecorded_operation)
    books.attempt({operation, started_, books.now(), outcome_, call.first});
  if (call.span && (books.records_passages() || span_.is_special(outcome_))) end_span();
}

bool Visit::passed(Time deadline) const { return deadline <= instance.clock(); }

Demand Visit::demand() const {
  return {call.deadline, call.transaction->request_class->priority, &abandoned_};
}

Task<Answer> Visit::until_deadline(Task<Answer> asked) {
  Alarm alarm(instance.calendar(), call.deadline - instance.skew());
  Trial trial(call.span);
  auto answer = co_await first_of(asked, alarm);
  if (answer) co_return *answer;
  co_return Answer{.outcome = Outcome::timed_out, .cause = trial.give_up(instance.place())};
}

void Visit::abort(Symptom symptom) {
  unlink();
  outcome_ = Outcome::failed;
  const Answer answer{.cause =
                          cause_at(call, symptom, instance.place(), instance.reason_to_be_down())};
  promise_->awaiter->break_off(instance.calendar(), answer, Duration::zero());
}

void Visit::inherit(Task<Answer> rest) {
  auto& books = instance.books();
  abandoned_ = true;
  if (call.span && books.records_passages()) record_passage();
  if (call.span) call.span->abandon(no_cause);
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
