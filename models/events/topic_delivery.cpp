#include "models/events/topic.hpp"

namespace faultline {

void Topic::append(Event event, std::size_t partition) {
  for (auto* follower : followers_) follower->appended(event);
  if (subscriptions_.empty()) event.forget();
  if (is_log() || settings_.replicas > 1)
    partitions_[partition].append(std::move(event));
  else
    for (auto* subscription : subscriptions_) subscription->add(event);
}

/// What faults do to events on their way: one is lost, doubled, or comes later than it should.
void Topic::disturb(const Call& call, Event event, std::size_t partition) {
  const auto& delivery = own().condition().delivery;
  auto draw = call.draw(draws_);
  const bool dropped = draw.uniform() < delivery.dropped.value();
  const bool doubled = draw.uniform() < delivery.doubled.value();
  const bool late = draw.uniform() < delivery.late.value();
  const bool swapped = draw.uniform() < delivery.swapped.value();
  if (draw.uniform() < delivery.poisoned.value()) event.make_poison();
  if (dropped)
    for (auto* subscription : subscriptions_) subscription->drop(1);
  if (dropped) return;
  if (doubled) {
    ++duplicated_;
    for (auto* subscription : subscriptions_) subscription->published();
    append(event, partition);
  }
  if (late) {
    faultline::start(append_later(std::move(event), partition, delivery.delay.value()), *group_);
  } else if (swapped && !overtaken_[partition]) {
    overtaken_[partition] = {std::move(event), ++overtakings_};
    ++under_way_;
    faultline::start(come_alone(partition, overtakings_, delivery.patience.value()), *group_);
  } else {
    append_in_turn(std::move(event), partition);
  }
}

/// Behind it comes what it overtakes.
void Topic::append_in_turn(Event event, std::size_t partition) {
  append(std::move(event), partition);
  append_overtaken(partition);
}

void Topic::append_overtaken(std::size_t partition) {
  auto overtaken = std::exchange(overtaken_[partition], std::nullopt);
  if (!overtaken) return;
  --under_way_;
  append(std::move(overtaken->event), partition);
}

Task<void> Topic::come_alone(std::size_t partition, std::uint64_t number, Duration patience) {
  co_await calendar().delay(patience);
  const auto& overtaken = overtaken_[partition];
  if (overtaken && overtaken->number == number) append_overtaken(partition);
}

Task<void> Topic::append_later(Event event, std::size_t partition, Duration delay) {
  ++under_way_;
  co_await calendar().delay(delay);
  --under_way_;
  append(std::move(event), partition);
}

}  // namespace faultline
