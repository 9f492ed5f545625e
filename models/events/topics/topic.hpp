#pragma once

#include <deque>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "models/events/brokers/broker.hpp"
#include "models/events/follower.hpp"
#include "models/events/topic_settings.hpp"
#include "models/events/topics/subscription.hpp"

namespace faultline {

/// A named place for events: what is published reaches every subscription. With partitions it is a
/// log, without them each subscription has a queue of its own.
class Topic final : public Chooser, public Listener, public Reader, public Contended {
 public:
  /// `own` carries the condition of the topic itself, and holds it where there is no broker.
  Topic(Service& own, Broker* broker, const TopicSettings& settings, Stream draws);
  Topic(const Topic&) = delete;
  Topic& operator=(const Topic&) = delete;

  /// One of the events that its consumers process, each as likely: they make room in it.
  const Span* occupant(Draw& draw) const override;
  /// The service of one of its groups.
  std::uint16_t emptied_at(Draw& draw) const override;
  std::optional<std::uint64_t> held_up_by(Draw& draw) const override;
  Blame* blame() const override { return &blame_; }
  /// Publishers wait for room in it, or more events than its consumers have threads.
  bool exhausted() const;

  /// Builds the partitions; `keyed`: the request's key decides which.
  void divide(bool keyed);
  /// Before that: events are carried here out of other topics.
  void expect_carried() { carried_ = true; }
  void start(TaskGroup& group, Staging& staging);

  const TopicSettings& settings() const { return settings_; }
  bool is_log() const { return settings_.partitions.has_value(); }
  std::deque<Partition>& partitions() { return partitions_; }
  Instance& own() { return *own_.instances().front(); }
  Calendar& calendar() { return own_.calendar(); }

  /// Whose nodes publishers ask, and which of them.
  Service& nodes() { return broker_ ? broker_->nodes() : own_; }
  Instance& choose(const Call& call, const Target& target) override;
  std::size_t partition_of(const Call& call) const;

  void add_subscription(Subscription& subscription) { subscriptions_.push_back(&subscription); }
  void follow(Follower& follower) { followers_.push_back(&follower); }
  /// Tells those who follow it that there is an event, taken or not.
  void announce(const Event& event) const;
  void withdraw(const Event& event) const;
  /// Events that its log holds, and since when it has all; without retention it never forgets.
  std::uint64_t held() const;
  Time held_since() const;
  /// What events of one kind have in common.
  struct Kind {
    std::int64_t size;
    std::optional<Duration> ttl = std::nullopt;  ///< after which they expire
    std::uint8_t format = 0;                     ///< in which they are written

    bool operator==(const Kind&) const = default;
  };
  /// The number of this kind. There are 256 of them: a scenario with more is rejected.
  std::uint8_t kind_of(const Kind& kind);
  std::uint8_t format_of(const Event& event) const { return kinds_[event.kind()].format; }
  Staging& staging() { return *staging_; }
  const EventSizes& sizes() const { return sizes_; }
  bool expires_any() const { return settings_.retention || ttl_given_; }
  /// When the event expires, by its kind.
  Time expires(const Event& event) const;

  /// An event comes whose publisher does not wait to hear of it.
  void expect(std::uint64_t event) { expected_.insert(event); }
  /// It comes no more: one that was not taken is lost, which is told.
  bool expect_no_more(std::uint64_t event);

  /// Whether events are taken at once, without a wait and without a refusal.
  bool takes_at_once() const;
  /// Takes an event as soon as it may, and says how that went.
  /// One that was carried here out of another topic stays what it was there.
  Task<Answer> take(Call call, std::uint8_t kind, const Event* carried = nullptr);
  /// Takes it at once; on behalf of a transaction it is there for consumers when that is committed,
  /// or never.
  void take_at_once(const Call& call, std::uint8_t kind, const Event* carried = nullptr);

  /// An event is lost, or expires: why its transaction may never be complete.
  void set_back_by(const Event& event, Symptom how);
  /// The transactions of the events that are not processed, at the end of the run.
  std::vector<std::uint64_t> waiting_transactions() const;

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
  /// What has come to it so far, at the end of the run: no publisher waits any longer.
  TopicRecord record(std::uint32_t number);

  void changed(Instance& own) override;

  /// Of the log that a queue's events pass through.
  void more() override;
  void gone_before(std::uint64_t) override {}
  void cut(std::uint64_t end, std::uint64_t last) override;
  std::uint64_t needed() const override { return handed_out_; }

 private:
  class Wait;
  struct Overtaken {
    Event event;
    std::uint64_t number;
  };
  /// What is to be taken, and from where: by this call, or carried by it out of another topic.
  struct Offer {
    Call call;
    std::uint8_t kind;
    const Event* carried;
  };

  PartitionSettings kept_at(std::size_t number);
  bool open_to_publishers(std::size_t number);
  bool holds_back(std::size_t number, std::uint8_t kind) const;
  Task<Outcome> take_in_turn(Offer offer);
  void let_in(const Offer& offer);
  void add(const Call& call, std::uint8_t kind, const Event* carried);
  bool full(std::size_t partition, std::int64_t size) const;
  bool pressed() const;
  bool full(const Subscription& subscription, std::int64_t size) const;
  void drop_oldest(std::size_t partition, std::int64_t size);
  void append(Event event, std::size_t partition);
  void append_overtaken(std::size_t partition);
  Task<void> come_alone(std::size_t partition, std::uint64_t number, Duration patience);
  Task<void> append_later(Event event, std::size_t partition, Duration delay, Hits swapped);
  void come_in(Event event, std::size_t partition, Hits swapped);
  void disturb(const Call& call, Event event, std::size_t partition);

  Service& own_;
  Broker* broker_;
  const TopicSettings& settings_;
  Stream draws_;
  bool keyed_ = false;
  bool carried_ = false;
  bool ttl_given_ = false;
  std::deque<Partition> partitions_;  ///< of a queue: one, through which its events pass
  std::uint64_t handed_out_ = 0;      ///< of these, so many are in the queues
  std::vector<std::optional<Overtaken>> overtaken_;  ///< in each partition
  std::uint64_t overtakings_ = 0;
  std::vector<Time> next_free_;  ///< of each partition, where it takes so many a second
  std::vector<Subscription*> subscriptions_;
  mutable Blame blame_;
  std::vector<Follower*> followers_;
  EventSizes sizes_;
  std::vector<Kind> kinds_;
  std::int64_t published_ = 0;
  std::int64_t duplicated_ = 0;
  std::set<std::uint64_t> expected_;  ///< ids of events
  LinkedList<Wait> waits_;
  bool holds_up_ = false;  ///< publishers may have to wait for it
  std::int64_t under_way_ = 0;
  TaskGroup* group_ = nullptr;
  Staging* staging_ = nullptr;
  Signal room_;
  Gate serving_;
  std::deque<Slots> turns_;  ///< whose turn it is to wait for room, in each partition
};

}  // namespace faultline
