#include "models/events/subscription.hpp"

#include <algorithm>

#include "models/events/topic.hpp"

namespace faultline {

namespace {
constexpr std::size_t keys_watched = 1'000'000;
}

Subscription::Subscription(Service& service, const Operation& operation,
                           const Consumption& consumption, const ConsumerSide& side)
    : target_{.service = &service,
              .operation = &operation,
              .sizes = {consumption.size, Bytes{0}},
              .entrance = Entrance::beside},
      consumption_(consumption),
      side_(side) {
  if (consumption.remembers) had_.emplace(static_cast<std::size_t>(*consumption.remembers));
  if (side.keys) latest_.emplace(keys_watched);
}

auto Subscription::process(Event event, Handing& handing) -> Task<Ended> {
  if (had(event)) co_return Ended::done;
  auto& at = *handing.at;
  const auto wipes = at.condition().wipes;
  auto call = event.call(handing.from, handing.deliveries);
  if (consumption_.delivery == Delivery::effectively_once)
    call.stage = handing.stage = side_.staging.open();
  const auto answer = co_await at.attempt(target_, call);
  side_.books.work(answer.spent, usable(answer.outcome));
  if (at.condition().wipes != wipes) co_return Ended::gone;
  if (!usable(answer.outcome)) co_return Ended::failed;
  if (handing.stage == 0) note(event);
  co_return Ended::done;
}

void Subscription::finish(const Event& event, Handing& handing, bool accepted) {
  const auto stage = std::exchange(handing.stage, std::uint32_t{0});
  if (stage == 0) return;
  if (!accepted) return side_.staging.discard(stage);
  side_.staging.commit(stage);
  note(event);
}

void Subscription::check_books() const { event_books_.check(pending() + topic_->under_way()); }

bool Subscription::had(const Event& event) { return had_ && had_->find(event.id()); }

void Subscription::note(const Event& event) {
  if (had_) had_->at(event.id(), true);
  if (!latest_) return;
  auto& latest = latest_->at(event.transaction().key, start_of_run);
  if (event.published() < latest)
    side_.books.incident(Incident::reordered);
  else
    latest = event.published();
}

void Subscription::give_up() {
  if (!consumption_.dead_letter) {
    ++event_books_.dropped;
    return;
  }
  ++event_books_.dead_lettered;
  side_.books.incident(Incident::dead_lettered);
}

void Subscription::expire(std::int64_t count) {
  event_books_.expired += count;
  for (; count > 0; --count) side_.books.incident(Incident::expired);
}

Duration Subscription::fetch_time(const Event& first, const Instance& at) const {
  const auto& time = topic_->settings().fetch;
  if (!time) return Duration::zero();
  auto draw = first.call(at.host(), 0).draw(side_.fetches);
  return at.stretched(time->sample(draw));
}

Duration Subscription::pause_after(std::uint64_t deliveries) const {
  const auto& delays = consumption_.retry_after;
  if (delays.empty()) return consumption_.redeliver_after;
  return delays[std::min(static_cast<std::size_t>(deliveries), delays.size()) - 1];
}

Instance& Subscription::instance_of(std::int64_t consumer) {
  auto& instances = target_.service->instances();
  return *instances[static_cast<std::size_t>(consumer) % instances.size()];
}

}  // namespace faultline
