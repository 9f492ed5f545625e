#include "models/events/topic.hpp"

#include <algorithm>

namespace faultline {

Topic::Topic(Service& own, Broker* broker, const TopicSettings& settings, Stream draws)
    : own_(own), broker_(broker), settings_(settings), draws_(draws), room_(own.calendar()) {}

void Topic::divide(bool keyed) {
  keyed_ = settings_.keyed.value_or(keyed);
  for (std::int64_t i = 0; i < settings_.partitions.value_or(0); ++i) {
    const auto number = static_cast<std::size_t>(i);
    PartitionSettings made{
        .replication = settings_.replication, .retention = settings_.retention, .room = &room_};
    if (settings_.retention_size) made.most_bytes = settings_.retention_size->count;
    if (settings_.by_size()) made.sizes = &sizes_;
    if (broker_)
      made.replicas = broker_->nodes_for(number, static_cast<std::size_t>(settings_.replicas));
    else
      made.replicas = {&own()};
    auto& partition = partitions_.emplace_back(calendar(), std::move(made));
    if (broker_) broker_->hold(partition);
  }
  next_free_.resize(partitions_.size(), start_of_run);
  overtaken_.resize(std::max<std::size_t>(1, partitions_.size()));
  for (std::size_t i = 0; i < overtaken_.size(); ++i) turns_.emplace_back(calendar(), 1);
}

void Topic::start(TaskGroup& group) {
  group_ = &group;
  own().listen(*this);
  for (auto& partition : partitions_) partition.start(group);
}

void Topic::changed(Instance& /*own*/) {
  for (auto& partition : partitions_) partition.go_on();
}

Instance& Topic::choose(const Call& call) {
  if (is_log()) return partitions_[partition_of(call)].leader();
  return *nodes().instances().front();
}

std::size_t Topic::partition_of(const Call& call) const {
  if (partitions_.empty()) return 0;
  const auto number = keyed_ ? mix(call.transaction->key) : call.transaction->id;
  return number % partitions_.size();
}

bool Topic::takes_at_once() const {
  return !broker_ && !settings_.partition_rate && !settings_.bounded() &&
         settings_.acks != Acknowledgement::all &&
         std::ranges::none_of(subscriptions_, [](const auto* one) { return one->can_press(); });
}

Task<Answer> Topic::take(Call call, std::uint64_t publisher) {
  if (!own().up()) co_return Answer{Outcome::failed, {}};
  const auto number = partition_of(call);
  const bool all = is_log() && settings_.acks == Acknowledgement::all;
  if (settings_.partition_rate && is_log()) {
    auto& next = next_free_[number];
    const auto turn = std::max(next, calendar().now());
    next = turn + from_seconds(1 / settings_.partition_rate->per_second);
    co_await calendar().delay(turn - calendar().now());
  }
  if (is_log() && !partitions_[number].leader().up()) co_return Answer{Outcome::failed, {}};
  if (all && partitions_[number].in_sync() < static_cast<std::size_t>(settings_.min_in_sync))
    co_return Answer{Outcome::failed, {}};
  {
    const auto turn = co_await turns_[number].acquire();
    while (pressed()) co_await room_.next();
    while (full(number, sizes_.of(publisher))) {
      const bool never = settings_.never_has_room(sizes_.of(publisher));
      if (never || settings_.when_full == WhenFull::refuse) co_return Answer{Outcome::rejected, {}};
      if (settings_.when_full == WhenFull::drop_oldest)
        drop_oldest(number, sizes_.of(publisher));
      else
        co_await room_.next();
    }
    take_now(call, publisher);
  }
  if (!all) co_return Answer{Outcome::succeeded, {}};
  const bool there = co_await partitions_[number].replicated(partitions_[number].end());
  co_return Answer{there ? Outcome::succeeded : Outcome::failed, {}};
}

void Topic::take_now(const Call& call, std::uint64_t publisher) {
  Event event(call, publisher, calendar().now());
  announce(event);
  const auto partition = partition_of(call);
  for (auto* subscription : subscriptions_) subscription->published();
  const bool undisturbed = own().condition().delivery.neutral() && !overtaken_[partition];
  if (undisturbed) [[likely]]
    append(std::move(event), partition);
  else
    disturb(call, std::move(event), partition);
}

void Topic::announce(const Event& event) const {
  for (auto* follower : followers_) follower->announced(event);
}

std::uint64_t Topic::held() const {
  std::uint64_t sum = 0;
  for (const auto& partition : partitions_)
    sum += partition.end() - (settings_.forgets() ? partition.first() : 0);
  return sum;
}

Time Topic::held_since() const {
  const auto& retention = settings_.retention;
  const auto young = retention ? own_.calendar().now() - *retention : Time::min();
  if (!settings_.retention_size || partitions_.empty()) return young;
  auto oldest = end_of_time;
  for (const auto& one : partitions_)
    oldest = std::min(
        oldest, one.first() == 0 ? Time::min() + Duration{1} : one.at(one.first()).published());
  return std::max(young, oldest - Duration{1});
}

std::uint64_t Topic::add_publisher(Bytes size) {
  sizes_.set(publishers_, size);
  return publishers_++;
}

void Topic::append(Event event, std::size_t partition) {
  for (auto* follower : followers_) follower->appended(event);
  if (is_log())
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
    for (auto* subscription : subscriptions_) subscription->published();
    append(event, partition);
  }
  if (late) {
    faultline::start(append_later(std::move(event), partition, delivery.delay.value()), *group_);
  } else if (swapped && !overtaken_[partition]) {
    overtaken_[partition] = std::move(event);
    ++under_way_;
  } else {
    append_in_turn(std::move(event), partition);
  }
}

/// Behind it comes what it overtakes.
void Topic::append_in_turn(Event event, std::size_t partition) {
  append(std::move(event), partition);
  auto overtaken = std::exchange(overtaken_[partition], std::nullopt);
  if (!overtaken) return;
  --under_way_;
  append(std::move(*overtaken), partition);
}

Task<void> Topic::append_later(Event event, std::size_t partition, Duration delay) {
  ++under_way_;
  co_await calendar().delay(delay);
  --under_way_;
  append(std::move(event), partition);
}

bool Topic::full(std::size_t partition, std::int64_t size) const {
  if (!settings_.bounded()) return false;
  if (!is_log())
    return std::ranges::any_of(subscriptions_, [&](const auto* one) { return full(*one, size); });
  const auto& log = partitions_[partition];
  return settings_.lacks_room(
      {.events = static_cast<std::int64_t>(log.end() - log.first()), .bytes = log.bytes()}, size);
}

bool Topic::full(const Subscription& subscription, std::int64_t size) const {
  return settings_.lacks_room(
      {.events = subscription.waiting(), .bytes = subscription.waiting_bytes()}, size);
}

bool Topic::pressed() const {
  return std::ranges::any_of(subscriptions_, [](const auto* one) { return one->presses(); });
}

void Topic::drop_oldest(std::size_t partition, std::int64_t size) {
  if (is_log()) return partitions_[partition].drop_oldest();
  for (auto* subscription : subscriptions_)
    if (full(*subscription, size)) subscription->drop_oldest();
}

}  // namespace faultline
