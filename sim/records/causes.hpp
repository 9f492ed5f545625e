#pragma once

#include <cstdint>
#include <string_view>

namespace faultline {

/// One hop of a cause chain: what happened at a place, because of the next hop.
enum class Symptom : std::uint8_t {
  failed,            ///< the operation failed
  timed_out,         ///< its caller stopped waiting
  late,              ///< the deadline that it carried had passed
  waited_for,        ///< the caller's worker waited for its answer
  travelled,         ///< a message to or from it was under way
  queued,            ///< waited for a worker
  queue_full,        ///< rejected by a full queue
  shed,              ///< refused when its turn came
  connections_busy,  ///< waited for, or was refused, a connection
  locked,            ///< waited for a lock
  slots_busy,        ///< waited for, or was refused, a slot
  limited,           ///< exceeded a rate limit
  breaker_open,      ///< rejected by an open circuit breaker
  working,           ///< was being worked on
  stopped,           ///< the instance stood still
  pausing,           ///< the caller paused before a retry
  repeating,         ///< its workers were busy with retries and abandoned requests
  missing,           ///< the cache had no entry
  sleeping,          ///< waited as the scenario says
  down,              ///< it was down
  crashed,           ///< it crashed while it worked
  unreachable,       ///< a message was lost with a host or link
  nobody_healthy,    ///< no instance was healthy
  error,             ///< an error
  poison,            ///< an event that cannot be processed
  deadlock,          ///< the victim of a deadlock or a write conflict
  topic_closed,      ///< the topic could not take or acknowledge an event
  topic_full,        ///< the topic had no room
  not_caused,        ///< the effect that was awaited did not happen
  not_built,         ///< the copy of the data lacked what was asked for
  undelivered,       ///< an event of it still waited there
  expired,           ///< an event of it was thrown away unprocessed
  event_lost,        ///< an event of it was lost
  poisoned,          ///< an event of it was made such that nobody can process it
  unreadable,        ///< a message in a format that its reader cannot read
  not_relayed,       ///< an event of it still waited in the outbox there
};

inline constexpr int symptoms = 36;

/// Where a cause chain ends.
enum class RootKind : std::uint8_t {
  none,            ///< it goes on
  fault,           ///< a fault that is active
  ended_fault,     ///< a fault that is over, and what sustains the failure
  load,            ///< load beyond capacity, without a fault
  limit,           ///< a limit that the scenario sets: a time limit, a rate limit, shedding
  declared_error,  ///< an error rate that the scenario declares
  release,         ///< a release: versions that do not understand each other
  unknown,         ///< it could not be followed any further
};

inline constexpr int root_kinds = 8;

/// Whether a fault is the root, active or over.
constexpr bool is_fault(RootKind root) {
  return root == RootKind::fault || root == RootKind::ended_fault;
}

/// What sustains failures whose fault is over.
enum class Sustained : std::uint8_t { nothing, retries, backlog, cold_cache, open_breaker };

inline constexpr int sustained_kinds = 5;

/// One hop of a cause chain; the last one names the root.
struct CauseLink {
  Symptom symptom;
  std::uint16_t place;  ///< index in RunFrame::places
  RootKind root = RootKind::none;
  /// Of a root that is a fault: index in RunFrame::faults; of a release: in RunFrame::releases.
  std::uint16_t fault = 0;
  Sustained by = Sustained::nothing;

  bool operator==(const CauseLink&) const = default;
  auto operator<=>(const CauseLink&) const = default;
};

}  // namespace faultline
