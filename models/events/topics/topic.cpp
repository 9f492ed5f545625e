#include "models/events/topics/topic.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/language/problems.hpp"

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
  PartitionSettings made{
      .nodes = {&own()},
      .replication = settings_.replication,
      .room = &room_,
      .loses = [this](const Event& event, Symptom how) { set_back_by(event, how); }};
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
  made.carried = carried_;
  if (settings_.retention_size) made.most_bytes = settings_.retention_size->count;
  if (settings_.by_size()) made.sizes = &sizes_;
  return made;
}

void Topic::start(TaskGroup& group, Staging& staging) {
  group_ = &group;
  staging_ = &staging;
  const bool blocks = settings_.bounded() && settings_.when_full == WhenFull::block;
  holds_up_ = blocks || (is_log() && settings_.partition_rate) ||
              std::ranges::any_of(subscriptions_, [](const auto* one) { return one->can_press(); });
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

Instance& Topic::choose(const Call& call, const Target&) {
  return partitions_[partition_of(call)].leader();
}

std::size_t Topic::partition_of(const Call& call) const {
  const auto number = keyed_ ? mix(call.transaction->key) : call.transaction->id;
  return number % partitions_.size();
}

std::uint8_t Topic::kind_of(const Kind& kind) {
  auto found = std::ranges::find(kinds_, kind);
  if (found == kinds_.end()) {
    if (kinds_.size() > UINT8_MAX)
      throw ScenarioError(
          fmt::format("topic \"{}\": its events differ in more than 256 ways in \"size\", \"ttl\" "
                      "and the version "
                      "of their contract",
                      own_.name()));
    sizes_.add(Bytes{kind.size});
    ttl_given_ |= kind.ttl.has_value();
    found = kinds_.insert(kinds_.end(), kind);
  }
  return static_cast<std::uint8_t>(found - kinds_.begin());
}

Time Topic::expires(const Event& event) const {
  const auto& ttl = kinds_[event.kind()].ttl;
  return ttl ? event.published() + *ttl : end_of_time;
}

bool Topic::takes_at_once() const {
  return !broker_ && !settings_.partition_rate && !settings_.bounded() &&
         settings_.acks != Acknowledgement::all &&
         std::ranges::none_of(subscriptions_, [](const auto* one) { return one->can_press(); });
}

Task<Answer> Topic::take(Call call, std::uint8_t kind, const Event* carried) {
  const auto number = partition_of(call);
  const auto closed = [&] {
    return Answer{.cause =
                      cause_at(call, Symptom::topic_closed, nodes().place(), RootKind::unknown)};
  };
  if (!open_to_publishers(number)) co_return closed();
  const Offer offer{call, kind, carried};
  Wait wait(*this);
  if (holds_back(number, kind)) {
    const faultline::Wait for_room(call.span, Activity::topic, this);
    const auto outcome = co_await take_in_turn(offer);
    if (outcome == Outcome::failed) co_return closed();
    if (!usable(outcome))
      co_return Answer{.outcome = outcome,
                       .cause = cause_of(call, Symptom::topic_full, own().place(), *this)};
  } else {
    let_in(offer);
  }
  wait.end();
  if (settings_.acks != Acknowledgement::all) co_return Answer{Outcome::succeeded, {}};
  const faultline::Wait acknowledging(call.span, Activity::topic);
  auto& partition = partitions_[number];
  if (call.stage != 0) {
    if (partition.in_sync() > 1) co_await calendar().delay(settings_.replication);
    co_return Answer{Outcome::succeeded, {}};
  }
  const bool there = co_await partition.replicated(partition.end());
  if (!there) co_return closed();
  co_return Answer{Outcome::succeeded, {}};
}

bool Topic::open_to_publishers(std::size_t number) {
  const auto& partition = partitions_[number];
  if (!own().up() || !partition.serves()) return false;
  return settings_.acks != Acknowledgement::all ||
         partition.in_sync() >= static_cast<std::size_t>(settings_.min_in_sync);
}

/// It has taken all it may for now, or others wait before this one.
bool Topic::holds_back(std::size_t number, std::uint8_t kind) const {
  return turns_[number].busy() > 0 || next_free_[number] > own_.calendar().now() || pressed() ||
         full(number, sizes_.of(kind));
}

/// Whoever is held back waits here, behind those who came before, whatever holds them back.
Task<Outcome> Topic::take_in_turn(Offer offer) {
  const auto number = partition_of(offer.call);
  const auto size = sizes_.of(offer.kind);
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
    else if (settings_.when_full == WhenFull::refuse)
      co_return Outcome::rejected;
    else if (settings_.when_full == WhenFull::drop_oldest)
      drop_oldest(number, size);
    else
      co_await room_.next();
  }
  let_in(offer);
  co_return Outcome::succeeded;
}

void Topic::let_in(const Offer& offer) {
  if (const auto rate = settings_.partition_rate) {
    auto& next = next_free_[partition_of(offer.call)];
    next = std::max(next, calendar().now()) + from_seconds(1 / rate->per_second);
  }
  take_at_once(offer.call, offer.kind, offer.carried);
}

void Topic::take_at_once(const Call& call, std::uint8_t kind, const Event* carried) {
  if (call.stage == 0) [[likely]]
    return add(call, kind, carried);
  const TransactionRef keep(*call.transaction);
  staging_->put_once(call.stage, this, Event::id_of(call),
                     [this, call, kind, keep] { add(call, kind, nullptr); });
}

void Topic::add(const Call& call, std::uint8_t kind, const Event* carried) {
  auto event = carried ? carried->carried(call, kind) : Event(call, kind, calendar().now());
  ++published_;
  if (calendar().nearly_halted()) [[unlikely]]
    own().books().suspect(own_.name());
  if (!expected_.empty()) expected_.erase(event.id());
  announce(event);
  const auto partition = partition_of(call);
  for (auto* subscription : subscriptions_) subscription->published();
  const bool undisturbed = own().condition().delivery.none() && !overtaken_[partition];
  if (undisturbed) [[likely]]
    append(std::move(event), partition);
  else
    disturb(call, std::move(event), partition);
}

bool Topic::expect_no_more(std::uint64_t event) {
  if (expected_.erase(event) == 0) return false;
  ++published_;
  for (auto* subscription : subscriptions_) {
    subscription->published();
    subscription->drop(1);
  }
  return true;
}

TopicRecord Topic::record(std::uint32_t number) {
  std::int64_t held_up = 0;
  for (; !waits_.empty(); waits_.front().end()) ++held_up;
  return {number, published_, duplicated_, held_up};
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

}  // namespace faultline
