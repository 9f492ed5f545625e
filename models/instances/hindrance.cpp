#include "models/instances/instance.hpp"
#include "models/instances/operation.hpp"
#include "models/requests/alone.hpp"
#include "sim/engine/alarm.hpp"
#include "sim/resources/token_bucket.hpp"

/// What faults do to single attempts at an instance, and to the messages of these.
namespace faultline {

Task<void> Instance::strike(Visit& visit, const Operation& operation, Progress& progress,
                            Duration& retry_after) {
  if (const auto symptom = visit.damaged()) {
    progress.end(visit.ends(Outcome::failed, *symptom));
    co_return;
  }
  if (visit.call.poisoned) {
    progress.end(visit.poisoned());
    co_return;
  }
  if (const auto status = error_for(visit, operation)) {
    retry_after = Duration::zero();
    progress.end(visit.refused(status->outcome(), *status));
    co_return;
  }
  if (const auto again = turned_away(visit.call)) {
    retry_after = *again;
    progress.end(visit.refused(Outcome::rejected));
    co_return;
  }
  Gate* until = nullptr;
  condition_.refusals.visit([&](const Fault&, const Refusal& one) {
    if (one.until && !until && concerns(one.only, *visit.call.transaction)) until = one.until;
  });
  if (!until) co_return;
  const Wait wait(visit.call.span, Activity::stop);
  co_await until->opened();
  progress.end(visit.ends(Outcome::failed, Symptom::stopped));
}

/// One draw decides on all error rates: below the first it is that one, and what is left of it is
/// as uniform for the others.
std::optional<Status> Instance::error_for(const Visit& visit, const Operation& operation) const {
  const auto& call = visit.call;
  auto left =
      errors_.draw(call.transaction->id, nested_attempt(call.attempt, operation.draws())).uniform();
  std::optional<Status> found;
  condition_.refusals.visit([&](const Fault&, const Refusal& one) {
    if (found || !one.is_error() || (one.of_writes && !operation.writes()) ||
        !concerns(one.only, *call.transaction))
      return;
    if (left < one.rate) {
      found.emplace();
      if (!one.statuses) return;
      for (const auto& [status, share] : *one.statuses) {
        found = status;
        left -= share * one.rate;
        if (left < 0) return;
      }
      return;
    }
    left = (left - one.rate) / (1 - one.rate);
  });
  return found;
}

/// The buckets are asked for what errors let through.
std::optional<Duration> Instance::turned_away(const Call& call) const {
  std::optional<Duration> again;
  condition_.refusals.visit([&](const Fault&, const Refusal& one) {
    if (one.bucket && !again && concerns(one.only, *call.transaction) &&
        !one.bucket->take(network_.calendar.now()))
      again = one.retry_after;
  });
  return again;
}

Task<void> Instance::hinder(Visit& visit, bool request) {
  if (visit.target().entrance == Entrance::inside) co_return;
  const auto from = request ? visit.from : host_;
  const auto to = request ? host_ : visit.from;
  const auto sent = network_.calendar.now();
  co_await open_way(visit, from, to);
  const auto* chooser = visit.target().chooser;
  const bool waited = network_.calendar.now() > sent;
  if (request && waited && chooser && !chooser->still_takes(*this, visit.target())) {
    visit.damage(Symptom::unreachable);
    visit.call.poisoned = true;
  }
  if (visit.by && !visit.by->condition().calls_late.none())
    co_await visit.travel(network_.late(from, to, visit.by->condition(), visit.call));
  const auto kind = visit.target().kind;
  const bool is_call =
      kind == SpanKind::call || kind == SpanKind::query || kind == SpanKind::compensation;
  const bool copied = visit.call.copied;
  visit.call.copied = false;
  if (is_call && !copied && visit.target().topic == 0 && !condition_.call_trouble.none())
    co_await meet_trouble(visit, request);
}

Task<void> Instance::hinder_back(Visit& visit, Outcome& outcome) {
  co_await hinder(visit, false);
  if (visit.damaged() && usable(outcome)) outcome = visit.refused(Outcome::failed);
}

/// Until messages come through between the one who asks and here.
Task<void> Instance::open_way(const Visit& visit, HostId from, HostId to) {
  const Wait wait(visit.call.span, Activity::network);
  while (Network::is_cut(from, to, condition_) ||
         (visit.by && Network::is_cut(from, to, visit.by->condition())))
    co_await network_.healed.next();
}

namespace {

using Effect = CallTrouble::What;

/// Until the next message goes by.
Task<Answer> overtaking(Signal& passing) {
  co_await passing.next();
  co_return Answer{};
}

}  // namespace

/// A damaged message arrives. One that is to be overtaken waits for the next that is not. A copy
/// comes at the same instant.
Task<void> Instance::meet_trouble(Visit& visit, bool request) {
  const auto& call = visit.call;
  Signal* passing = nullptr;
  auto within = Duration::zero();
  std::uint64_t copies = 0;
  condition_.call_trouble.visit([&](const Fault&, const CallTrouble& one) {
    if (!(request ? one.requests : one.responses)) return;
    const auto own = errors_.with(one.draws).with(Stream{request});
    const bool struck =
        concerns(one.only, *call.transaction) && call.draw(own).uniform() < one.share;
    if (!struck && one.what == Effect::overtaken) one.passing->give();
    if (!struck) return;
    if (one.what == Effect::doubled) ++copies;
    if (one.what == Effect::damaged) visit.damage(Symptom::error);
    if (one.what != Effect::overtaken || passing) return;
    passing = one.passing;
    within = one.within;
  });
  if (request && visit.damaged()) visit.call.poisoned = true;
  if (passing) {
    const Wait wait(call.span, Activity::network);
    Alarm patience(network_.calendar, network_.calendar.now() + within);
    auto next = overtaking(*passing);
    co_await first_of(next, patience);
  }
  for (; copies > 0; --copies) copy(visit, copies);
}

/// A part of a store's transaction is not done twice: the store knows it by its session.
void Instance::copy(const Visit& visit, std::uint64_t number) {
  if (visit.call.session || !books_.open()) return;
  auto call = visit.call;
  call.from = visit.from;
  call.by = visit.by;
  call.attempt = nested_attempt(call.attempt, ~number);
  call.stage = 0;
  call.copied = true;
  call.first = false;
  call.cancellable = false;
  start(once_more(visit.target(), call, TransactionRef(*call.transaction)), zombies_);
}

/// Nobody takes the answer: the work was for nothing unless it had an effect before the other one.
Task<void> Instance::once_more(const Target& target, Call call, TransactionRef /*keep*/) {
  Alone alone(call, books_, {.kind = SpanKind::background, .place = place_});
  const auto answer = co_await attempt(target, call);
  alone.end(answer.outcome);
  books_.work(answer.spent, usable(answer.outcome) && answer.effects.fresh);
}

}  // namespace faultline
