#include "models/events/topics/topic.hpp"
#include "models/spans/spans.hpp"

namespace faultline {

void Topic::announce(const Event& event) const {
  for (auto* follower : followers_) follower->announced(event);
}

void Topic::withdraw(const Event& event) const {
  for (auto* follower : followers_) follower->withdrawn(event);
}

void Topic::append(Event event, std::size_t partition) {
  for (auto* follower : followers_) follower->appended(event);
  if (subscriptions_.empty()) event.forget();
  if (is_log() || settings_.replicas > 1)
    partitions_[partition].append(std::move(event));
  else
    for (auto* subscription : subscriptions_) subscription->add(event);
}

void Topic::set_back_by(const Event& event, Symptom how) {
  auto* spans = own().books().spans();
  if (!spans || !spans->is_open() || event.gone()) return;
  auto& causes = spans->causes();
  const auto transaction = event.transaction().id;
  const CauseLink link{how, own().place()};
  causes.set_back(transaction, how == Symptom::expired
                                   ? causes.of_exhaustion(transaction, link, *this)
                                   : causes.at(how, link.place, RootKind::unknown));
}

std::vector<std::uint64_t> Topic::waiting_transactions() const {
  std::vector<std::uint64_t> found;
  for (const auto* subscription : subscriptions_) {
    subscription->add_waiting_transactions(found);
    std::ranges::copy(subscription->in_hand(), std::back_inserter(found));
  }
  if (is_log())
    for (const auto& partition : partitions_) partition.add_waiting_transactions(found);
  return found;
}

/// What faults do to events on their way: one is lost, doubled, or comes later than it should.
void Topic::disturb(const Call& call, Event event, std::size_t partition) {
  const auto& delivery = own().condition().delivery;
  const auto hits = [&](const Strikes& strikes) {
    return hits_on_event(strikes, *call.transaction,
                         [&](const Stream& own) { return call.draw(draws_.with(own)).uniform(); });
  };
  if (hits(delivery.poisoned)) event.make_poison();
  if (hits(delivery.dropped)) {
    set_back_by(event, Symptom::event_lost);
    for (auto* subscription : subscriptions_) subscription->drop(1);
    return;
  }
  for (auto copies = hits(delivery.doubled).count; copies > 0; --copies) {
    ++duplicated_;
    for (auto* subscription : subscriptions_) subscription->published();
    append(event, partition);
  }
  const auto swapped = hits(delivery.swapped);
  if (const auto late = hits(delivery.late))
    faultline::start(append_later(std::move(event), partition, late.sum, swapped), *group_);
  else
    come_in(std::move(event), partition, swapped);
}

/// It waits for the next one to overtake it, or overtakes the one that waits.
void Topic::come_in(Event event, std::size_t partition, Hits swapped) {
  if (!swapped || overtaken_[partition]) {
    append(std::move(event), partition);
    return append_overtaken(partition);
  }
  overtaken_[partition] = {std::move(event), ++overtakings_};
  ++under_way_;
  faultline::start(come_alone(partition, overtakings_, swapped.least), *group_);
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

Task<void> Topic::append_later(Event event, std::size_t partition, Duration delay, Hits swapped) {
  ++under_way_;
  co_await calendar().delay(delay);
  --under_way_;
  come_in(std::move(event), partition, swapped);
}

}  // namespace faultline
