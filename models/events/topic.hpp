#pragma once

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "models/events/broker.hpp"
#include "models/events/follower.hpp"
#include "models/events/subscription.hpp"
#include "models/events/topic_settings.hpp"

namespace faultline {

/// A named place for events: what is published reaches every subscription. With partitions it is a
/// log, without them each subscription has a queue of its own.
class Topic final : public Chooser, public Listener, public Reader {
 public:
  /// `own` carries the condition of the topic itself, and holds it where there is no broker.
  Topic(Service& own, Broker* broker, const TopicSettings& settings, Stream draws);
  Topic(const Topic&) = delete;
  Topic& operator=(const Topic&) = delete;

  /// Builds the partitions; `keyed`: the request's key decides which.
  void divide(bool keyed);
  void start(TaskGroup& group);

  const TopicSettings& settings() const { return settings_; }
  bool is_log() const { return settings_.partitions.has_value(); }
  std::deque<Partition>& partitions() { return partitions_; }
  Instance& own() { return *own_.instances().front(); }
  Calendar& calendar() { return own_.calendar(); }

  /// Whose nodes publishers ask, and which of them.
  Service& nodes() { return broker_ ? broker_->nodes() : own_; }
  Instance& choose(const Call& call) override;
  std::size_t partition_of(const Call& call) const;

  void add_subscription(Subscription& subscription) { subscriptions_.push_back(&subscription); }
  void follow(Follower& follower) { followers_.push_back(&follower); }
  /// Tells those who follow it that there is an event, taken or not.
  void announce(const Event& event) const;
  /// Events that its log holds, and since when it has all; without retention it never forgets.
  std::uint64_t held() const;
  Time held_since() const;
  /// A number for one more place from which events of this size are published.
  std::uint64_t add_publisher(Bytes size);
  const EventSizes& sizes() const { return sizes_; }

  /// Whether events are taken at once, without a wait and without a refusal.
  bool takes_at_once() const;
  /// Takes an event as soon as it may, and says how that went.
  Task<Answer> take(Call call, std::uint64_t publisher);
  void take_now(const Call& call, std::uint64_t publisher);

  /// A queue's node gives out its events.
  bool serves() const { return serving_.is_open(); }
  Gate::Opened serving() { return serving_.opened(); }

  /// Somebody has made room.
  void make_room() { room_.give(); }
  /// Events that are published and come later than they should, or that followers do not have yet.
  std::int64_t under_way() const {
    const auto unseen = is_log() ? 0 : partitions_.front().end() - handed_out_;
    return under_way_ + static_cast<std::int64_t>(unseen);
  }

  void changed(Instance& own) override;

  /// Of the log that a queue's events pass through.
  void more() override;
  void gone_before(std::uint64_t) override {}
  void cut(std::uint64_t end, std::uint64_t last) override;
  std::uint64_t needed() const override { return handed_out_; }

 private:
  PartitionSettings kept_at(std::size_t number);
  bool open_to_publishers(std::size_t number);
  bool holds_back(std::size_t number, std::uint64_t publisher) const;
  Task<Outcome> take_in_turn(Call call, std::uint64_t publisher);
  void let_in(const Call& call, std::uint64_t publisher);
  bool full(std::size_t partition, std::int64_t size) const;
  bool pressed() const;
  bool full(const Subscription& subscription, std::int64_t size) const;
  void drop_oldest(std::size_t partition, std::int64_t size);
  void append(Event event, std::size_t partition);
  void append_in_turn(Event event, std::size_t partition);
  Task<void> append_later(Event event, std::size_t partition, Duration delay);
  void disturb(const Call& call, Event event, std::size_t partition);

  Service& own_;
  Broker* broker_;
  const TopicSettings& settings_;
  Stream draws_;
  bool keyed_ = false;
  std::deque<Partition> partitions_;             ///< of a queue: one, through which its events pass
  std::uint64_t handed_out_ = 0;                 ///< of these, so many are in the queues
  std::vector<std::optional<Event>> overtaken_;  ///< in each partition
  std::vector<Time> next_free_;  ///< of each partition, where it takes so many a second
  std::vector<Subscription*> subscriptions_;
  std::vector<Follower*> followers_;
  std::uint64_t publishers_ = 0;
  EventSizes sizes_;
  std::int64_t under_way_ = 0;
  TaskGroup* group_ = nullptr;
  Signal room_;
  Gate serving_;
  std::deque<Slots> turns_;  ///< whose turn it is to wait for room, in each partition
};

}  // namespace faultline
