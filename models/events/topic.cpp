#include "models/events/topic.hpp"

#include <algorithm>

namespace faultline {

Topic::Topic(Service& own, Broker* broker, const TopicSettings& settings, Stream draws)
    : own_(own),
      broker_(broker),
      settings_(settings),
      draws_(draws),
      room_(own.calendar()),
      serving_(own.calendar()) {}

void Topic::divide(bool keyed) {
  keyed_ = settings_.keyed.value_or(keyed);
  for (std::int64_t i = 0; i < settings_.partitions.value_or(1); ++i) {
    auto& partition = partitions_.emplace_back(calendar(), kept_at(static_cast<std::size_t>(i)));
    if (broker_) broker_->hold(partition);
  }
  if (!is_log()) partitions_.front().join(*this);
  next_free_.resize(partitions_.size(), start_of_run);
  overtaken_.resize(partitions_.size());
  for (std::size_t i = 0; i < overtaken_.size(); ++i) turns_.emplace_back(calendar(), 1);
}

PartitionSettings Topic::kept_at(std::size_t number) {
  const auto replicas = static_cast<std::size_t>(settings_.replicas);
  PartitionSettings made{.nodes = {&own()}, .replication = settings_.replication, .room = &room_};
  if (broker_) {
    const auto& nodes = broker_->settings();
    made.nodes = broker_->nodes_for(number, replicas);
    made.failover = nodes.failover;
    made.lead_again = nodes.lead_again;
    made.catch_up = settings_.catch_up;
    made.unclean_election = settings_.unclean_election;
  }
  if (!is_log()) {
    made.quorum = replicas / 2 + 1;
    return made;
  }
  made.retention = settings_.retention;
  if (settings_.retention_size) made.most_bytes = settings_.retention_size->count;
  if (settings_.by_size()) made.sizes = &sizes_;
  return made;
}

void Topic::start(TaskGroup& group) {
  group_ = &group;
  own().listen(*this);
  for (auto& partition : partitions_) partition.start(group);
}

void Topic::changed(Instance& own) {
  const auto& lost = own.condition().lost_leaders;
  for (std::size_t i = 0; i < partitions_.size(); ++i) {
    auto& partition = partitions_[i];
    const auto losses = static_cast<std::size_t>(std::ranges::count(lost, i));
    while (partition.struck() < losses) partition.strike_leader();
    while (partition.struck() > losses) partition.restore_struck();
    partition.look();
  }
}

/// A queue hands out what its replicas have, while it can.
void Topic::more() {
  auto& kept = partitions_.front();
  for (; handed_out_ < kept.visible(); ++handed_out_)
    for (auto* subscription : subscriptions_) subscription->add(kept.at(handed_out_));
  kept.forget_read();
  if (own().responds() && kept.serves())
    serving_.open();
  else
    serving_.close();
}

void Topic::cut(std::uint64_t end, std::uint64_t last) {
  for (auto* subscription : subscriptions_)
    subscription->drop(static_cast<std::int64_t>(last - end));
}

Instance& Topic::choose(const Call& call) { return partitions_[partition_of(call)].leader(); }

std::size_t Topic::partition_of(const Call& call) const {
  const auto number = keyed_ ? mix(call.transaction->key) : call.transaction->id;
  return number % partitions_.size();
}

bool Topic::takes_at_once() const {
  return !broker_ && !settings_.partition_rate && !settings_.bounded() &&
         settings_.acks != Acknowledgement::all &&
         std::ranges::none_of(subscriptions_, [](const auto* one) { return one->can_press(); });
}

Task<Answer> Topic::take(Call call, std::uint64_t publisher) {
  const auto number = partition_of(call);
  if (!open_to_publishers(number)) co_return Answer{Outcome::failed, {}};
  if (holds_back(number, publisher)) {
    const auto outcome = co_await take_in_turn(call, publisher);
    if (!usable(outcome)) co_return Answer{outcome, {}};
  } else {
    let_in(call, publisher);
  }
  if (settings_.acks != Acknowledgement::all) co_return Answer{Outcome::succeeded, {}};
  auto& partition = partitions_[number];
  const bool there = co_await partition.replicated(partition.end());
  co_return Answer{there ? Outcome::succeeded : Outcome::failed, {}};
}

bool Topic::open_to_publishers(std::size_t number) {
  const auto& partition = partitions_[number];
  if (!own().up() || !partition.serves()) return false;
  return settings_.acks != Acknowledgement::all ||
         partition.in_sync() >= static_cast<std::size_t>(settings_.min_in_sync);
}

/// It has taken all it may for now, or others wait before this one.
bool Topic::holds_back(std::size_t number, std::uint64_t publisher) const {
  return turns_[number].busy() > 0 || next_free_[number] > own_.calendar().now() || pressed() ||
         full(number, sizes_.of(publisher));
}

/// Whoever is held back waits here, behind those who came before, whatever holds them back.
Task<Outcome> Topic::take_in_turn(Call call, std::uint64_t publisher) {
  const auto number = partition_of(call);
  const auto size = sizes_.of(publisher);
  const bool never = settings_.never_has_room(size);
  const auto turn = co_await turns_[number].acquire();
  for (;;) {
    const auto now = calendar().now();
    if (!open_to_publishers(number)) co_return Outcome::failed;
    if (next_free_[number] > now)
      co_await calendar().delay(next_free_[number] - now);
    else if (pressed())
      co_await room_.next();
    else if (!full(number, size))
      break;
    else if (never || settings_.when_full == WhenFull::refuse)
      co_return Outcome::rejected;
    else if (settings_.when_full == WhenFull::drop_oldest)
      drop_oldest(number, size);
    else
      co_await room_.next();
  }
  let_in(call, publisher);
  co_return Outcome::succeeded;
}

void Topic::let_in(const Call& call, std::uint64_t publisher) {
  if (const auto rate = settings_.partition_rate) {
    auto& next = next_free_[partition_of(call)];
    next = std::max(next, calendar().now()) + from_seconds(1 / rate->per_second);
  }
  take_now(call, publisher);
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
  if (!is_log()) return 0;
  std::uint64_t sum = 0;
  for (const auto& partition : partitions_)
    sum += partition.end() - (settings_.forgets() ? partition.first() : 0);
  return sum;
}

Time Topic::held_since() const {
  const auto& retention = settings_.retention;
  const auto young = retention ? own_.calendar().now() - *retention : Time::min();
  if (!settings_.retention_size || !is_log()) return young;
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
