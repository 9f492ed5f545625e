#pragma once

#include <memory>
#include <set>
#include <vector>

#include "models/events/consumers/cursor.hpp"
#include "sim/resources/slots.hpp"

namespace faultline {

class Quorum;

/// A group of consumers of a topic with partitions: each partition is assigned to one of them,
/// which processes its events in order, a `batch` at a time, and commits its offset.
///
/// A consumer that does not respond for `session`, since its instance is down or paused, loses its
/// partitions; so does one that takes longer than `max_poll` for a batch, although it is still
/// working. When it responds or fetches again, it rejoins the group. Reassigned partitions stop for
/// `rebalance`: with a sticky assignment those whose consumer changes, or has left and come back,
/// otherwise all of them. Events that a consumer had not committed when it crashed, or lost its
/// partitions, are processed again. Source: Apache Kafka, "Consumer rebalance protocol".
class PartitionConsumers final : public Subscription, public Listener {
 public:
  using Subscription::Subscription;

  void start(Topic& topic, TaskGroup& group) override;
  void changed(Instance& instance) override;

  std::int64_t waiting() const override { return event_books_.open(); }
  std::int64_t take_most_waiting() override { return take_most_open(); }
  Duration lag() const override;
  /// The first of each partition, for which those behind it wait.
  std::vector<std::uint64_t> in_hand() const override;
  void resize(std::int64_t consumers) override;

 private:
  struct Member {
    Instance* at;
    std::unique_ptr<Slots> thread;
    bool joined = true;
    bool late = false;     ///< put out of the group, which it does not know yet
    bool crashed = false;  ///< since it joined
    bool anew = false;     ///< has joined as somebody new
    Time silent_since = end_of_time;
  };

  /// An event that a consumer has fetched, and its result.
  struct Fetched {
    enum class Fate : std::uint8_t { open, done, retries, given_up };

    Event event;
    std::uint64_t place = 0;       ///< in the partition
    std::uint64_t deliveries = 0;  ///< those that came to nothing
    Fate fate = Fate::open;
    bool worked_on = false;  ///< done, and not passed over
  };

  /// Events that a consumer has fetched, until their results are committed.
  struct Batch {
    Member& member;
    Cursor& cursor;
    std::uint64_t token = 0;
    int wipes = 0;
    std::uint32_t stage = 0;  ///< of a transactional consumer: what it has done so far
    std::vector<Fetched> events{};
    std::set<std::uint64_t> done{};  ///< ids, where they are remembered
    std::size_t next = 0;
    bool left = false;    ///< it leaves the rest to whoever has the partition now
    bool failed = false;  ///< nothing of the transaction will happen
    Duration pause{};     ///< before the transaction is tried again
    Duration spent{};     ///< on what the transaction has done

    bool lives() const { return member.at->condition().wipes == wipes; }
    /// Its consumer has neither crashed over it nor lost the partition.
    bool held() const { return cursor.busy_with(token) && lives(); }
    /// There is more to do. A consumer that has lost the partition does not know yet.
    bool goes_on() const { return next < events.size() && lives() && !left && !failed; }
  };

  std::int64_t pending() const override;
  bool ready(const Cursor& cursor) const;
  std::uint64_t waited_before(const Cursor& cursor) const;
  /// The end of the events that can be had.
  std::uint64_t due_before(const Cursor& cursor) const {
    const bool at_once = consumption_.after == Duration::zero();
    return at_once ? cursor.partition.visible() : waited_before(cursor);
  }
  Task<void> wake(Cursor& cursor);
  Task<void> serve(Cursor& cursor, std::uint64_t epoch);
  bool has_enough(const Cursor& cursor) const;
  Task<Answer> enough(Cursor& cursor, std::uint64_t epoch);
  Task<void> long_poll(Cursor& cursor, std::uint64_t epoch);
  Task<void> work_off(Batch& batch);
  void fetch(Batch& batch);
  Task<void> work_in_parallel(Batch& batch);
  Task<void> thread(Batch& batch, Quorum& ended);
  Task<void> work(Batch& batch, Fetched& one);
  static void make_way(Batch& batch);
  bool overtaken(const Batch& batch) const;
  Task<void> roll_back(Batch& batch);
  Task<void> carry_on(Batch& batch, Event event);
  void settle(const Batch& batch, const Fetched& one);
  void end(Batch& batch);
  Task<void> retry(Event event, std::uint64_t deliveries);

  std::vector<std::uint32_t> members() const;
  /// Processes an event from a retry topic.
  Member& member_for(const Event& event);
  void unsettle(const Instance& instance);
  Task<void> storm(const Instance& instance, const Fault& fault, Duration every);
  void leave_and_join(const Instance& instance);
  Task<void> silence(std::uint32_t number);
  Task<void> limit(std::uint32_t number, Cursor& cursor, std::uint64_t token);
  void put_out(std::uint32_t number);
  void come_back(Member& member);
  bool respond(Member& member);
  bool leaves_for_release(const Instance& instance) const;
  Task<void> give_out();
  Task<void> insist(std::uint64_t number);
  Task<void> scale(LagScaling scaling);
  bool transactional() const { return consumption_.delivery == Delivery::effectively_once; }
  bool commits_before() const { return consumption_.delivery == Delivery::at_most_once; }

  std::vector<std::unique_ptr<Cursor>> cursors_;
  std::vector<Member> members_;
  std::int64_t in_hand_ = 0;   ///< committed events that are still worked on
  std::int64_t retrying_ = 0;  ///< events that wait in a retry topic, or are worked on from there
  std::uint64_t rebalances_ = 0;
  Time ghosts_until_ = start_of_run;  ///< sessions of consumers last that were replaced
  std::set<std::pair<std::uint32_t, const Fault*>> storms_;  ///< at which instance, by which fault
  std::uint64_t tokens_ = 0;
};

}  // namespace faultline
