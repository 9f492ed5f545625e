#pragma once

#include <memory>
#include <vector>

#include "models/events/cursor.hpp"
#include "sim/slots.hpp"

namespace faultline {

class Quorum;

/// A group of consumers of a topic with partitions: each partition belongs to one of them, which
/// works off its events in order, a `batch` at a time, and commits its place.
///
/// A consumer that does not respond for `session`, since its instance is down or stands still,
/// loses its partitions; one that responds again takes part again. Partitions that are given out
/// anew stand still for `rebalance`: those whose consumer changes where the assignment is sticky,
/// all of them else. What a consumer had not committed when it crashed, or lost its partitions, is
/// worked on again. Source: Apache Kafka, "Consumer rebalance protocol".
class PartitionConsumers final : public Subscription, public Listener {
 public:
  using Subscription::Subscription;

  void start(Topic& topic, TaskGroup& group) override;
  void changed(Instance& instance) override;

  std::int64_t waiting() const override { return event_books_.open(); }
  std::int64_t take_most_waiting() override { return take_most_open(); }
  Duration lag() const override;

 private:
  struct Member {
    Instance* at;
    std::unique_ptr<Slots> thread;
    bool joined = true;
    Time silent_since = end_of_time;
  };

  /// Events that a consumer has fetched, and what has become of them until that is committed.
  struct Batch {
    Member& member;
    Cursor& cursor;
    std::uint64_t token = 0;
    int wipes = 0;
    std::vector<Event> events{};
    std::size_t next = 0;
    std::int64_t delivered = 0;
    std::int64_t given_up = 0;
    std::vector<std::pair<Event, std::uint64_t>> to_retry{};

    /// Its consumer has neither crashed over it nor lost the partition.
    bool held() const { return cursor.busy_with(token) && member.at->condition().wipes == wipes; }
  };

  std::int64_t pending() const override;
  bool ready(const Cursor& cursor) const;
  Task<void> serve(Cursor& cursor, std::uint64_t epoch);
  bool has_enough(const Cursor& cursor) const;
  Task<Answer> enough(Cursor& cursor, std::uint64_t epoch);
  Task<void> long_poll(Cursor& cursor, std::uint64_t epoch);
  Task<void> work_off(Batch& batch);
  void fetch(Batch& batch);
  Task<void> work_in_parallel(Batch& batch);
  Task<void> thread(Batch& batch, Quorum& ended);
  Task<void> work(Batch& batch, const Event& event);
  void end(Batch& batch);
  Task<void> retry(Event event, std::uint64_t deliveries);

  std::vector<std::uint32_t> members() const;
  /// Who works on an event out of a retry topic.
  Member& member_for(const Event& event);
  Task<void> storm(const Instance& instance);
  Task<void> silence(std::uint32_t number);
  Task<void> give_out(bool all);
  Task<void> scale(LagScaling scaling);
  bool commits_before() const { return consumption_.delivery == Delivery::at_most_once; }

  std::vector<std::unique_ptr<Cursor>> cursors_;
  std::vector<Member> members_;
  std::int64_t running_ = 0;   ///< consumers with a lower number run
  std::int64_t in_hand_ = 0;   ///< committed events that are still worked on
  std::int64_t retrying_ = 0;  ///< events that wait in a retry topic, or are worked on from there
  std::uint64_t rebalances_ = 0;
  bool unsettled_ = false;
  std::uint64_t tokens_ = 0;
  TaskGroup* group_ = nullptr;
};

}  // namespace faultline
