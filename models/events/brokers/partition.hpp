#pragma once

#include <algorithm>
#include <deque>
#include <functional>
#include <vector>

#include "models/events/brokers/replica.hpp"
#include "models/events/event.hpp"
#include "models/instances/instance.hpp"
#include "sim/engine/signal.hpp"

namespace faultline {

/// A reader of a partition that is notified of its changes.
class Reader {
 public:
  /// There is more to read, or it can be read again.
  virtual void more() = 0;
  /// Events before `first` have been deleted, read or not.
  virtual void gone_before(std::uint64_t first) = 0;
  /// The events from place `end` to before `last` are lost: the new leader does not have them.
  virtual void cut(std::uint64_t end, std::uint64_t last) = 0;
  /// The first place whose event it still needs.
  virtual std::uint64_t needed() const = 0;

 protected:
  ~Reader() = default;
};

/// How a partition is kept.
struct PartitionSettings {
  std::vector<Instance*> nodes;  ///< that have it, the preferred leader in front; or one
  std::size_t quorum = 1;        ///< so many nodes have to be there
  Duration replication{};        ///< until the followers have an event
  std::optional<Duration> failover;
  std::optional<Duration> lead_again;  ///< the preferred leader, once it is in sync so long
  std::optional<Rate> catch_up;        ///< of a follower that was away; at once else
  bool unclean_election = false;
  std::optional<Duration> retention;
  bool carried = false;                      ///< events come here later than they were published
  std::optional<std::int64_t> most_bytes{};  ///< that are held; what is oldest goes first
  const EventSizes* sizes = nullptr;         ///< null: sizes do not matter
  Signal* room;                              ///< given when there is more room
  /// Told of each event that is deleted although a reader needs it.
  std::function<void(const Event&, Symptom)> loses{};

  /// It holds what was had, until retention throws it away.
  bool keeps() const { return retention || most_bytes; }
};

/// A log of events in order, on one or several nodes: the leader accepts and delivers them, in-sync
/// followers have an event `replication` later, and readers see it only then, so that no event that
/// they have seen is lost when a follower takes over. Without followers in sync there is no delay.
///
/// A follower that was away is in sync again once it has copied the events that it lacks, at a rate
/// c: with M events to copy and L new ones per second that takes M / (c - L). When the leader has
/// been down for `failover`, the first follower that is in sync takes over; if none is, the
/// partition waits for one, or an unclean election chooses any follower that is up, and the events
/// that it lacks are lost. Source: Kreps, Narkhede, Rao, "Kafka: a distributed messaging system for
/// log processing", NetDB 2011; Apache Kafka, "Replication" (high watermark, unclean leader
/// election).
class Partition {
 public:
  Partition(Calendar& calendar, PartitionSettings settings);
  Partition(const Partition&) = delete;
  Partition& operator=(const Partition&) = delete;

  void start(TaskGroup& group);
  void join(Reader& reader) { readers_.push_back(&reader); }

  Instance& leader() { return *replicas_[leader_].node; }
  /// Its leader is up, with as many other nodes as it needs.
  bool serves() const { return serves_; }
  /// The nodes that have all that readers may see, the leader included.
  std::size_t in_sync() const;

  void append(Event event);

  /// Places are counted from 0: of the first event held, behind the last that readers may see, and
  /// behind the last.
  std::uint64_t first() const { return first_; }
  std::uint64_t visible() const { return visible_; }
  std::uint64_t end() const { return first_ + log_.size(); }
  /// The size of the events held, where sizes matter.
  std::int64_t bytes() const { return bytes_; }
  /// The place of the first event that a reader may still need.
  std::uint64_t kept() const { return std::max(first_, forgotten_); }
  const Event& at(std::uint64_t place) const { return log_[place - first_]; }
  /// When the event arrived here.
  Time stored(std::uint64_t place) const {
    return stored_.empty() ? at(place).published() : stored_[place - first_];
  }

  /// Waits until the events before `place` can be read; false where some were lost before.
  Task<bool> replicated(std::uint64_t place);

  /// Those of the events that some reader still needs.
  void add_waiting_transactions(std::vector<std::uint64_t>& found) const;

  /// Deletes the oldest event.
  void drop_oldest();
  /// Releases the events that all readers have processed.
  void forget_read();

  /// A node has gone down, has come back, or is paused.
  void look();
  /// The node that leads it loses its copy; that which lost it first has it back.
  void strike_leader();
  void restore_struck();
  std::size_t struck() const { return struck_.size(); }

 private:
  void tell_readers();
  Task<void> replicate();
  Task<void> retain(Duration retention);
  void pop_front();
  bool is_needed(std::uint64_t place) const;
  void show_up_to(std::uint64_t place);
  void drop_latest();
  std::int64_t size_of(const Event& event) const {
    return settings_.sizes ? settings_.sizes->of(event) : 0;
  }

  bool single() const { return replicas_.size() == 1; }
  void look_after_followers();
  bool is_cut_off(const Replica& replica) const;
  Task<void> catch_up(Replica& replica);
  void synced(Replica& replica);
  std::uint64_t has(const Replica& replica) const;
  void leave(Replica& replica);
  void looked();
  Task<void> take_over();
  bool elect();
  void lead(Replica& next);
  Task<void> lead_again(Duration after);

  Calendar& calendar_;
  PartitionSettings settings_;
  std::vector<Reader*> readers_;
  std::vector<Replica> replicas_;
  std::size_t leader_ = 0;
  std::deque<std::size_t> struck_;  ///< replicas that are kept from their nodes
  bool serves_ = true;
  bool leaderless_ = false;
  std::uint64_t changes_ = 0;  ///< how often its leader went or came
  std::deque<Event> log_;
  std::deque<Time> stored_;       ///< when each came, where that is not when it was published
  std::deque<Time> appended_at_;  ///< of those that no reader may see yet, with several replicas
  std::int64_t bytes_ = 0;
  std::uint64_t first_ = 0;
  std::uint64_t forgotten_ = 0;  ///< events before this place are held without their contents
  std::uint64_t visible_ = 0;
  std::uint64_t losses_ = 0;
  Signal appended_;
  Signal shown_;
  Signal looked_;
  TaskGroup* group_ = nullptr;
};

}  // namespace faultline
