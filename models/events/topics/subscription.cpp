#include "models/events/topics/subscription.hpp"

#include <algorithm>

#include "models/events/topics/carrier.hpp"
#include "models/events/topics/topic.hpp"
#include "models/requests/alone.hpp"
#include "models/spans/spans.hpp"

namespace faultline {

Subscription::Subscription(Service& service, const Operation& operation,
                           const Consumption& consumption, const ConsumerSide& side)
    : target_{.service = &service,
              .operation = &operation,
              .sizes = {consumption.size, Bytes{0}},
              .entrance = Entrance::beside},
      consumption_(consumption),
      side_(side),
      running_(consumption.consumers) {}

auto Subscription::process(Event event, Handing& handing) -> Task<Ended> {
  auto& at = *handing.at;
  const auto wipes = at.condition().wipes;
  const bool staged = consumption_.delivery == Delivery::effectively_once;
  Memory::Claim claim;
  for (;;) {
    handing.passed_over = side_.memory.had(event, at);
    if (handing.passed_over) co_return Ended::done;
    if (staged || !consumption_.remembers) break;
    auto* copy = side_.memory.insert(event, at, claim);
    if (!copy) break;
    co_await copy->next();
    if (at.condition().wipes != wipes) co_return Ended::gone;
  }
  if (fails_on(event)) event.make_poison();
  auto call = event.call(handing.from, handing.deliveries);
  call.format = topic_->format_of(event);
  call.by = handing.node;
  if (handing.again) call.first = false;
  if (staged && handing.stage == 0) handing.stage = side_.staging.open();
  call.stage = handing.stage;
  Alone alone(call, side_.books, {.kind = SpanKind::consume, .place = at.place()});
  Occupants::Place place;
  place.take(processing_, call.span);
  if (call.span && call.span->traced()) trace_stay(event, *call.span);
  const auto answer = co_await at.attempt(target_, call);
  set_back(call, answer.cause);
  if (event.poison()) poisoned(event, call);
  alone.end(answer.outcome);
  if (staged)
    handing.spent += answer.spent;
  else
    side_.books.work(answer.spent, usable(answer.outcome));
  if (at.condition().wipes != wipes) co_return Ended::gone;
  if (!usable(answer.outcome)) co_return Ended::failed;
  if (handing.stage == 0) note(event, *handing.at);
  co_return Ended::done;
}

/// Taken by a consumer that is gone, or will not come to it.
void Subscription::set_back_by_crash(const Event& event) const {
  auto* spans = side_.books.spans();
  if (!spans || !spans->is_open()) return;
  auto& causes = spans->causes();
  const auto transaction = event.transaction().id;
  if (causes.setback(transaction) == no_cause)
    causes.set_back(transaction, causes.at(Symptom::crashed, place(), RootKind::unknown));
}

/// It was made poison when it was published.
void Subscription::poisoned(const Event& event, const Call& call) const {
  if (!call.span) return;
  auto& causes = call.span->spans().causes();
  const auto made =
      causes.at(Symptom::poisoned, topic_->own().place(), RootKind::unknown, event.published());
  set_back(call, causes.hop(Symptom::poison, call.span->place(), made));
}

/// How long the event was in the topic, and who published it.
void Subscription::trace_stay(const Event& event, Span& span) {
  auto& spans = span.spans();
  span.link_to(spans.publisher(event.id()));
  spans.recorder().span({.request = span.request(),
                         .number = spans.next_number(),
                         .parent = spans.publisher(event.id()),
                         .kind = SpanKind::stay,
                         .place = topic_->nodes().place(),
                         .began = event.published(),
                         .ended = spans.now()});
}

void Subscription::finish(const Event& event, Handing& handing, bool accepted) {
  const auto stage = std::exchange(handing.stage, std::uint32_t{0});
  if (stage == 0) return;
  const bool commits = accepted && !side_.memory.had(event, *handing.at);
  side_.books.work(std::exchange(handing.spent, Duration::zero()), commits);
  if (!commits) return side_.staging.discard(stage);
  side_.staging.commit(stage);
  note(event, *handing.at);
}

SubscriptionRecord Subscription::record(std::uint32_t number) const {
  return event_books_.record(number, pending() + leaving_ + topic_->under_way());
}

void Subscription::give_up() {
  if (goes_on())
    went_to(*side_.onward);
  else if (consumption_.dead_letter.on)
    put_aside();
  else
    ++event_books_.dropped;
}

void Subscription::went_to(const Carrier& by) {
  if (by.buries())
    put_aside();
  else
    ++event_books_.moved;
}

Task<bool> Subscription::bring_on(Event event, HostId from, std::uint64_t tries, Carrier& by) {
  if (fails_on(event)) event.make_poison();
  const Carrier::Origin origin{from, place(), topic_->format_of(event)};
  return by.carry(std::move(event), origin, tries);
}

bool Subscription::fails_on(const Event& event) const {
  const auto& poisons = topic_->own().condition().poisons;
  return std::ranges::any_of(poisons, [&](const GroupPoison& one) {
    if (one.group != side_.name || event.published() < one.from || event.published() >= one.to ||
        !concerns(one.strike.only, event.transaction()))
      return false;
    const auto draws = side_.fetches.with(one.strike.draws);
    return event.call({}, 0).draw(draws).uniform() < one.strike.share;
  });
}

void Subscription::lose_unprocessed(const Event& event, HostId from, Unprocessed why) {
  topic_->set_back_by(event, Symptom::expired);
  if (!consumption_.buries(why)) return expire(1);
  if (side_.burial)
    see_off(event, from, *side_.burial);
  else
    put_aside();
}

void Subscription::put_aside() {
  ++event_books_.dead_lettered;
  side_.books.incident(Incident::dead_lettered);
}

void Subscription::see_off(const Event& event, HostId from) {
  if (goes_on())
    see_off(event, from, *side_.onward);
  else
    give_up();
}

void Subscription::see_off(const Event& event, HostId from, Carrier& by) {
  ++leaving_;
  faultline::start(leave(event, from, by), *group_);
}

Task<void> Subscription::leave(Event event, HostId from, Carrier& by) {
  const Late late(*this, event);
  for (std::uint64_t tries = 1;; ++tries) {
    const bool there = co_await bring_on(event, from, tries, by);
    if (there) break;
    co_await side_.network.calendar.delay(resend_after);
  }
  --leaving_;
  went_to(by);
}

void Subscription::expire(std::int64_t count) {
  event_books_.expired += count;
  for (; count > 0; --count) side_.books.incident(Incident::expired);
}

std::vector<std::uint64_t> Subscription::in_hand() const {
  std::vector<std::uint64_t> found;
  in_hand_.visit([&](const InHand& one) {
    if (!one.event().gone()) found.push_back(one.event().transaction().id);
  });
  return found;
}

Duration Subscription::fetch_time(const Event& first, const Instance& at) const {
  const auto& time = topic_->settings().fetch;
  if (!time) return Duration::zero();
  auto draw = first.call(at.host(), 0).draw(side_.fetches);
  return at.stretched(time->sample(draw), &first.transaction());
}

Duration Subscription::pause_after(std::uint64_t deliveries) const {
  const auto& delays = consumption_.retry_after;
  if (delays.empty()) return consumption_.redeliver_after;
  return delays[std::min(static_cast<std::size_t>(deliveries), delays.size()) - 1];
}

std::int64_t Subscription::running() {
  std::int64_t count = 0;
  for (std::int64_t i = 0; i < running_; ++i) count += instance_of(i).deployed();
  return count;
}

bool Subscription::parted(const Instance& node, const Instance& at) const {
  return side_.network.parted(node.host(), node.condition(), at.host(), at.condition());
}

Instance& Subscription::instance_of(std::int64_t consumer) {
  auto& instances = target_.service->instances();
  return *instances[static_cast<std::size_t>(consumer) % instances.size()];
}

}  // namespace faultline
