#pragma once

#include <cstdint>
#include <limits>
#include <string_view>

#include "sim/engine/time.hpp"
#include "sim/records/activity.hpp"
#include "sim/records/outcome.hpp"

namespace faultline {

/// What a span of a trace stands for.
enum class SpanKind : std::uint8_t {
  request,       ///< of a client, until its answer
  call,          ///< one attempt at an operation of a service
  query,         ///< one attempt at a store, cache or projection
  publish,       ///< an event is brought to its topic
  consume,       ///< an event is processed; it links to the span that published the event
  compensation,  ///< a step of a saga is undone
  branch,        ///< one of several things at once: of parallel steps, or of a hedged call
  background,    ///< goes on by itself: nobody waits for it
  wait,          ///< work, or a wait: see SpanRecord::activity
  stay,          ///< an event waits in its topic
  decision,      ///< what a policy decided, at one instant
};

constexpr std::string_view name_of(SpanKind kind) {
  constexpr std::string_view names[] = {"request", "call",         "query",   "publish",
                                        "consume", "compensation", "branch",  "background",
                                        "wait",    "stay",         "decision"};
  return names[static_cast<int>(kind)];
}

/// What a policy decided about a call.
enum class Decision : std::uint8_t {
  none,
  breaker_open,
  budget_empty,
  retries_exhausted,
  fallback,
  hedged,
  gave_up,  ///< the time limit was over
  rejected,
};

constexpr std::string_view name_of(Decision decision) {
  constexpr std::string_view names[] = {
      "",         "breaker open", "retry budget empty", "attempts used up",
      "fallback", "hedged",       "time limit reached", "rejected"};
  return names[static_cast<int>(decision)];
}

/// One in 64 requests is traced in any case, to count what it takes to see what happened.
constexpr bool is_sampled(std::uint64_t request) {
  return (request + 1) * 0x9E3779B97F4A7C15u >> 58 == 0;
}

/// One span of a traced request, recorded at its end. A span whose work outlives its caller ends
/// when the work does; `abandoned` says when nobody waited any longer.
struct SpanRecord {
  static constexpr std::uint32_t no_span = 0;
  static constexpr auto no_operation = std::numeric_limits<std::uint32_t>::max();

  std::uint64_t request;  ///< number of the request that it belongs to
  std::uint32_t number;   ///< of the span in the run, from 1
  std::uint32_t parent = no_span;
  std::uint32_t link = no_span;  ///< the span that published what this one consumes
  SpanKind kind = SpanKind::call;
  Activity activity = Activity::work;  ///< of a wait
  Decision decision = Decision::none;
  std::uint16_t place = 0;                 ///< index in RunFrame::places
  std::uint16_t instance = 0;              ///< of its place
  std::uint32_t operation = no_operation;  ///< index in RunFrame::operations
  std::uint32_t attempt = 1;               ///< which try of its caller, from 1
  Time began{};
  Time ended{};
  Time abandoned = end_of_time;
  Outcome outcome = Outcome::succeeded;
  bool finished = true;  ///< false: it was cancelled, or was under way at the end of the run
};

}  // namespace faultline
