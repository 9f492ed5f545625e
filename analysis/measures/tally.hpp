#pragma once

#include <algorithm>
#include <cstdint>

#include "analysis/estimates/histogram.hpp"
#include "sim/records/records.hpp"

namespace faultline {

/// The sums of the records that fall into one piece of time. Those of later pieces merge in order.
struct Tally {
  static constexpr std::int64_t not_sampled = -1;
  static constexpr Duration never_rebuilt{-1};

  // Of the transactions that arrived in it:
  std::uint64_t asked = 0;
  std::uint64_t good = 0;       ///< given a usable answer within the deadline
  std::uint64_t healthy = 0;    ///< good, and completed within the deadline of their arrival
  std::uint64_t completed = 0;  ///< every required effect happened, sooner or later
  std::uint64_t lost =
      0;  ///< accepted, neither completed nor taken back, and nothing left under way
  std::uint64_t duplicates = 0;        ///< effects that happened again
  std::uint64_t ended[outcomes] = {};  ///< by the outcome of their answer
  Histogram response;     ///< arrival to answer, of those given a usable one (accepted)
  Histogram consistency;  ///< answer to completion, or zero; of those accepted and completed

  // Of what happened in it, whenever it was asked for:
  std::uint64_t answers = 0;                ///< of any outcome
  std::uint64_t completions = 0;            ///< of transactions
  Duration spent{};                         ///< service time whose fate was settled
  Duration wasted{};                        ///< the part of it that nobody took
  Time sampled = start_of_run;              ///< latest sample of the queues
  std::int64_t waiting = 0;                 ///< in all queues at the latest sample
  std::int64_t most_waiting = not_sampled;  ///< in any one queue
  std::int64_t samples = 0;                 ///< instants at which instances were counted
  std::int64_t running = 0;                 ///< instances, summed over the samples
  std::int64_t consumers = 0;               ///< likewise
  std::uint64_t looked_up = 0;              ///< questions to caches
  std::uint64_t hits = 0;                   ///< those that had something to answer with

  std::uint64_t incidents[faultline::incidents] = {};
  Histogram staleness;        ///< at reads of copies
  std::uint64_t reads = 0;    ///< of copies, or where the data are written
  std::uint64_t stale = 0;    ///< reads that lacked an update
  std::uint64_t missing = 0;  ///< updates that reads lacked, in all
  Histogram lag;              ///< of each group of consumers at each sample
  Histogram held_up;          ///< publishers, by topics that can do that
  std::uint64_t delayed = 0;  ///< those that were
  Histogram known;            ///< by clients who followed up, after so long
  std::uint64_t unknown = 0;  ///< clients who gave up
  Duration longest_rebuild = never_rebuilt;
  std::int64_t most_behind = LevelRecord::consumes_nothing;  ///< events before any one group

  void arrival(const TransactionRecord& record, Duration deadline) {
    const auto time = record.answered - record.arrived;
    const bool done = record.completed != end_of_time;
    const bool accepted = record.answered != end_of_time && usable(record.outcome);
    ++asked;
    completed += done;
    duplicates += record.duplicates;
    if (record.answered != end_of_time) ++ended[static_cast<int>(record.outcome)];
    if (!accepted) return;
    const bool in_time = time <= deadline;
    good += in_time;
    healthy += in_time && done && record.completed - record.arrived <= deadline;
    lost += !done && !record.pending && !record.taken_back;
    response.add(time);
    if (done) consistency.add(std::max(Duration{0}, record.completed - record.answered));
  }

  void work(const WorkRecord& record) {
    spent += record.spent;
    if (!record.wanted) wasted += record.spent;
  }

  void level(const LevelRecord& record);

  void read(const ReadRecord& record) {
    ++reads;
    if (!record.of_copy) return;
    staleness.add(record.staleness);
    stale += record.missing > 0;
    missing += record.missing;
  }

  void publish(const PublishRecord& record) {
    held_up.add(record.held_up);
    delayed += record.held_up > Duration::zero();
  }

  void follow_up(const FollowUpRecord& record) {
    if (record.knows)
      known.add(record.took);
    else
      ++unknown;
  }

  void rebuild(const RebuildRecord& record) {
    longest_rebuild = std::max(longest_rebuild, record.took);
  }

  void merge(const Tally& later);
};

/// Attempts at one operation in one piece of time.
struct AttemptTally {
  std::uint64_t started = 0;
  std::uint64_t first = 0;         ///< of those started
  std::uint64_t ended_usable = 0;  ///< whenever started
};

}  // namespace faultline
