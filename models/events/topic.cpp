#include "models/events/topic.hpp"

#include <algorithm>

namespace faultline {

/// A publisher that has asked for an event to be taken, until it is or the publisher gives up.
class Topic::Wait : public Link {
 public:
  explicit Wait(Topic& topic) : topic_(topic), asked_(topic.calendar().now()) {
    if (topic.holds_up_) topic.waits_.push_back(*this);
  }
  ~Wait() { end(); }

  void end() {
    if (!linked()) return;
    unlink();
    topic_.own().books().publish(asked_);
  }

 private:
  Topic& topic_;
  Time asked_;
};

Topic::Topic(Service& own, Broker* broker, const TopicSettings& settings, Stream draws)
    : own_(own), broker_(broker), settings_(settings), draws_(draws), room_(own.calendar()) {}

void Topic::divide(bool keyed) {
  keyed_ = settings_.keyed.value_or(keyed);
  for (std::int64_t i = 0; i < settings_.partitions.value_or(0); ++i) {
    const auto number = static_cast<std::size_t>(i);
    PartitionSettings made{.replication = settings_.replication,
                           .retention = settings_.retention,
                           .carried = carried_,
                           .room = &room_};
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
  const bool blocks = settings_.capacity && settings_.when_full == WhenFull::block;
  holds_up_ = blocks || (is_log() && settings_.partition_rate) ||
              std::ranges::any_of(subscriptions_, [](const auto* one) { return one->can_press(); });
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

std::uint64_t Topic::add_publisher(std::optional<Duration> ttl) {
  ttls_.push_back(ttl);
  ttl_given_ |= ttl.has_value();
  return ttls_.size() - 1;
}

Time Topic::expires(const Event& event) const {
  const std::size_t publisher = event.publisher();
  const bool told = publisher < ttls_.size() && ttls_[publisher];
  return told ? event.published() + *ttls_[publisher] : end_of_time;
}

bool Topic::takes_at_once() const {
  return !broker_ && !settings_.partition_rate && !settings_.capacity &&
         settings_.acks != Acknowledgement::all &&
         std::ranges::none_of(subscriptions_, [](const auto* one) { return one->can_press(); });
}

Task<Answer> Topic::take(Call call, std::uint64_t publisher, const Event* carried) {
  if (!own().up()) co_return Answer{Outcome::failed, {}};
  Wait wait(*this);
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
    while (full(number)) {
      if (settings_.when_full == WhenFull::refuse) co_return Answer{Outcome::rejected, {}};
      if (settings_.when_full == WhenFull::drop_oldest)
        drop_oldest(number);
      else
        co_await room_.next();
    }
    wait.end();
    take_now(call, publisher, carried);
  }
  if (!all) co_return Answer{Outcome::succeeded, {}};
  const bool there = co_await partitions_[number].replicated(partitions_[number].end());
  co_return Answer{there ? Outcome::succeeded : Outcome::failed, {}};
}

void Topic::take_now(const Call& call, std::uint64_t publisher, const Event* carried) {
  auto event =
      carried ? carried->carried(call, publisher) : Event(call, publisher, calendar().now());
  ++published_;
  if (!expected_.empty()) expected_.erase(event.id());
  announce(event);
  const auto partition = partition_of(call);
  for (auto* subscription : subscriptions_) subscription->published();
  const bool undisturbed = own().condition().delivery.neutral() && !overtaken_[partition];
  if (undisturbed) [[likely]]
    append(std::move(event), partition);
  else
    disturb(call, std::move(event), partition);
}

void Topic::expect_no_more(std::uint64_t event) {
  if (expected_.erase(event) == 0) return;
  ++published_;
  for (auto* subscription : subscriptions_) {
    subscription->published();
    subscription->drop(1);
  }
}

TopicRecord Topic::record(std::uint32_t number) {
  std::int64_t held_up = 0;
  for (; !waits_.empty(); waits_.front().end()) ++held_up;
  return {number, published_, duplicated_, held_up};
}

void Topic::announce(const Event& event) const {
  for (auto* follower : followers_) follower->announced(event);
}

void Topic::withdraw(const Event& event) const {
  for (auto* follower : followers_) follower->withdrawn(event);
}

std::uint64_t Topic::held() const {
  std::uint64_t sum = 0;
  for (const auto& partition : partitions_)
    sum += partition.end() - (settings_.retention ? partition.first() : 0);
  return sum;
}

void Topic::append(Event event, std::size_t partition) {
  for (auto* follower : followers_) follower->appended(event);
  if (subscriptions_.empty()) event.forget();
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

bool Topic::full(std::size_t partition) const {
  if (!settings_.capacity) return false;
  const auto room = static_cast<std::uint64_t>(*settings_.capacity);
  if (is_log()) return partitions_[partition].end() - partitions_[partition].first() >= room;
  return std::ranges::any_of(subscriptions_, [&](const auto* subscription) {
    return static_cast<std::uint64_t>(subscription->waiting()) >= room;
  });
}

bool Topic::pressed() const {
  return std::ranges::any_of(subscriptions_, [](const auto* one) { return one->presses(); });
}

void Topic::drop_oldest(std::size_t partition) {
  if (is_log()) return partitions_[partition].drop_oldest();
  for (auto* subscription : subscriptions_)
    if (subscription->waiting() >= *settings_.capacity) subscription->drop_oldest();
}

}  // namespace faultline
