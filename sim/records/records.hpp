#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "sim/engine/time.hpp"
#include "sim/records/causes.hpp"
#include "sim/records/delivery.hpp"
#include "sim/records/incident.hpp"
#include "sim/records/run_frame.hpp"
#include "sim/records/spans.hpp"

namespace faultline {

/// One business transaction, recorded when none of its work is left (or the run has ended).
struct TransactionRecord {
  std::uint64_t id;          ///< number of the request, from 0
  Time arrived;              ///< when the client asked
  Time answered;             ///< when the client had its answer; end_of_time: never
  Time completed;            ///< when the last required effect first happened; end_of_time: never
  Outcome outcome;           ///< of the answer; without meaning where there was none
  bool pending;              ///< the run ended while something of it was still under way
  std::uint32_t duplicates;  ///< effects that happened again
  std::uint32_t request_class = 0;  ///< index in RunFrame::classes, where there are any
  bool taken_back = false;          ///< what had been done of it was undone, all of it
};

/// One attempt at an operation, recorded when the caller learns how it ended.
struct AttemptRecord {
  std::uint32_t operation;  ///< index in RunFrame::operations
  Time started;             ///< when the attempt was made
  Time ended;               ///< when its end was known
  Outcome outcome;
  bool first;  ///< not a retry, a redelivery, nor asked for within one
};

/// Service time that is settled: its answer was used, or not.
struct WorkRecord {
  Time settled;
  Duration spent;
  bool wanted;
};

/// One question to a cache.
struct LookUpRecord {
  Time asked;
  bool hit;  ///< it had something to answer with, fresh or stale
};

struct IncidentRecord {
  Time at;
  Incident what;
};

/// One read of data: of a copy (a replica, a projection), or where they are written.
struct ReadRecord {
  Time at;
  Duration staleness;     ///< age of the oldest update that the copy lacked; zero: it was fresh
  std::uint64_t missing;  ///< updates that it lacked
  bool of_copy = true;
};

/// The queue of one part (service, store or subscription), sampled at regular instants.
struct LevelRecord {
  std::uint32_t part;  ///< index in RunFrame::parts
  Time sampled;
  std::int64_t waiting;       ///< length at this instant
  std::int64_t most_waiting;  ///< greatest length since the sample before
  std::int64_t running = 0;   ///< instances of it, where it is a service of this design
  std::int64_t most_behind =
      consumes_nothing;        ///< most events that it had not processed since then
  std::int64_t consumers = 0;  ///< that run, where it is a group of them
  Duration used{};     ///< since the sample before: how long one instance would have been busy
  Duration offered{};  ///< since the sample before: instances that run, times how long

  static constexpr std::int64_t consumes_nothing = -1;
};

/// How far one group of consumers was behind at an instant drawn from one second: uniform in it, so
/// that nothing that happens at regular instants is missed or met each time.
struct LagRecord {
  std::uint32_t subscription;  ///< index in RunFrame::subscriptions
  Time sampled;
  Duration lag;  ///< age of the oldest event that it has not processed
};

/// One event that a publisher brought to a topic which can hold publishers up.
struct PublishRecord {
  Time asked;
  Duration held_up;  ///< until it was taken or given up, or the run ended
};

/// A client that was answered "accepted" and has followed up the outcome.
struct FollowUpRecord {
  Time answered;
  Duration took;  ///< until it knew, or gave up
  bool knows;
};

/// A projection has read its topic's log again.
struct RebuildRecord {
  Time began;
  Duration took;
};

/// The events of one topic in the whole run, warm-up and drain included.
struct TopicRecord {
  std::uint32_t topic;     ///< index in RunFrame::topics
  std::int64_t published;  ///< events taken, or lost on the way from a publisher that does not wait
  std::int64_t duplicated;  ///< copies of them that a fault made
  std::int64_t held_up;     ///< events whose publishers still waited for the topic at the end
};

/// What happened to the events of one subscription in the whole run: published = delivered +
/// dead_lettered + moved + expired + dropped + pending.
struct SubscriptionRecord {
  std::uint32_t subscription;  ///< index in RunFrame::subscriptions
  std::int64_t published;      ///< to its topic, copies included
  std::int64_t delivered;      ///< processed
  std::int64_t dead_lettered;  ///< given up and put aside
  std::int64_t expired;        ///< thrown away for age or for want of room
  std::int64_t dropped;        ///< lost: on the way, with a broker's node, or by a consumer
  std::int64_t pending;        ///< at the end of the run
  std::int64_t moved;          ///< into a retry topic, which has books of its own
};

/// A client has a usable answer, and where the time went until then. What the pieces leave of the
/// response time was waited for at the client.
struct AnswerRecord {
  std::uint64_t id;
  Time arrived;
  Time answered;
  std::uint32_t request_class;
  std::span<const TimePiece> pieces;
};

/// A client has an answer that it cannot use, and why: from what it saw to the root. Empty: it is
/// not known.
struct FailureRecord {
  std::uint64_t id;
  Time arrived;
  Time answered;
  Outcome outcome;
  std::uint32_t request_class;
  std::span<const CauseLink> chain;
};

/// A client was told that its request is accepted, and it was not complete when nothing of it was
/// left, or at the end of the run; and why, as for failures.
struct IncompleteRecord {
  std::uint64_t id;
  Time arrived;
  std::uint32_t request_class;
  std::span<const CauseLink> chain;
};

/// One attempt on its way between two parts, recorded when the one who asked knows how it ended or
/// waits no longer. An event goes from its publisher to its topic, and from there to a consumer.
struct PassageRecord {
  SpanKind kind;
  std::uint16_t from;            ///< who asked: index in RunFrame::places
  std::uint32_t from_operation;  ///< index in RunFrame::operations, or SpanRecord::no_operation
  std::uint16_t to;              ///< who was asked: index in RunFrame::places
  std::uint32_t to_operation;
  std::uint16_t instance;
  Time started;
  Time ended;
  Outcome outcome;
  bool first;         ///< no retry and no redelivery on the way
  bool moot = false;  ///< another attempt had the answer first: the outcome has no meaning
  bool open = false;  ///< under way when the run ended, recorded then: it has no outcome
};

/// What is at one part at a regular instant, sampled where the inside of a run is recorded.
struct PartRecord {
  std::uint16_t place;  ///< index in RunFrame::places
  Time sampled;
  std::int64_t in_flight = 0;  ///< attempts that were made there and go on, for nobody too
  std::int64_t up = 0;         ///< instances that run and are up
  std::int64_t circuits = 0;   ///< of circuit breakers that protect it
  std::int64_t open = 0;       ///< those of them that are open
};

/// Receives the records of one run, in the order of events.
class Recorder {
 public:
  virtual ~Recorder() = default;
  virtual void transaction(const TransactionRecord&) {}
  virtual void attempt(const AttemptRecord&) {}
  virtual void work(const WorkRecord&) {}
  virtual void level(const LevelRecord&) {}
  virtual void look_up(const LookUpRecord&) {}
  virtual void incident(const IncidentRecord&) {}
  virtual void read(const ReadRecord&) {}
  virtual void lag(const LagRecord&) {}
  virtual void publish(const PublishRecord&) {}
  virtual void follow_up(const FollowUpRecord&) {}
  virtual void rebuild(const RebuildRecord&) {}
  virtual void topic(const TopicRecord&) {}
  virtual void subscription(const SubscriptionRecord&) {}
  virtual void answer(const AnswerRecord&) {}
  virtual void failure(const FailureRecord&) {}
  virtual void incomplete(const IncompleteRecord&) {}
  virtual void passage(const PassageRecord&) {}
  virtual void part(const PartRecord&) {}
  virtual void span(const SpanRecord&) {}
  virtual void deployment(const DeploymentRecord&) {}
  virtual void change(const ChangeRecord&) {}
  virtual void strike(const StrikeRecord&) {}
  virtual void recurrence(const RecurrenceRecord&) {}
  virtual void abort(const AbortRecord&) {}
};

}  // namespace faultline
