#include "models/workloads/follow_up.hpp"

#include "models/instances/instance.hpp"

namespace faultline {

void FollowUpSettings::fields(Fields& f) {
  f("until", until, {.says = "the effect that the client wants to know about", .required = true});
  f("ask", ask,
    {.says = "the operation that the client polls; by default the service pushes a notification"});
  f("every", every, {.says = "time between two polls; 1s by default", .positive = true});
  f("give_up", give_up,
    {.says = "time after the response at which the client gives up", .positive = true});
  if (f.sound() && every && !ask)
    f.problems().add(f.place_of("every"),
                     "\"every\" has no effect without \"ask\": the service notifies the client");
  if (f.sound() && ask && pause() >= give_up)
    f.problems().add(f.place_of("give_up"), "the client gives up before its first poll");
}

Task<void> FollowUp::follow(Transaction& transaction, HostId client) {
  const auto required = transaction.request_class->effects;
  if (!(required >> effect_ & 1)) co_return;
  const auto answered = network_.calendar.now();
  if (Transactions::happened(transaction, effect_)) co_return books_.follow_up(answered, true);
  auto knowing = questions_ ? poll(transaction, client) : be_told(transaction, client);
  const auto known = co_await first_of(knowing, give_up_);
  books_.follow_up(answered, known.has_value());
}

Task<Answer> FollowUp::poll(Transaction& transaction, HostId client) {
  for (std::uint64_t number = 1;; ++number) {
    co_await network_.calendar.delay(questions_->pause);
    const auto attempt = nested_attempt(0, number << 48);
    const Call call{.transaction = &transaction, .attempt = attempt, .from = client};
    const auto answer = co_await questions_->target.service->attempt(questions_->target, call);
    books_.work(answer.spent, usable(answer.outcome));
    if (usable(answer.outcome) && Transactions::happened(transaction, effect_)) co_return answer;
  }
}

Task<Answer> FollowUp::be_told(Transaction& transaction, HostId client) {
  co_await transaction.request_class->transactions->happening(transaction, effect_,
                                                              network_.calendar);
  const auto& target = transaction.request_class->target;
  const auto& teller = *target.service->instances().front();
  const auto size = target.sizes.response;
  Call telling{.transaction = &transaction, .from = teller.host()};
  co_await network_.open_way(teller.host(), client, teller.condition(), telling);
  co_await network_.calendar.delay(
      network_.latency(teller.host(), client, size, teller.condition(), telling));
  if (network_.flows()) co_await network_.transfer(teller.host(), client, size, telling);
  co_return Answer{Outcome::succeeded, {}};
}

}  // namespace faultline
