#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "sim/language/among.hpp"
#include "sim/records/records.hpp"

namespace faultline {

/// What is said of a design in one number: its name in results, and what people need to read it.
struct Measure {
  enum class Group { failure_mode, latency, consistency, cost };
  enum class Unit {
    share,
    probability,
    seconds,
    per_second,
    count,
    ratio,
    transactions,
    effects,  ///< from here on the unit says what is counted
    events,
    events_of_groups,  ///< an event counts once for each subscription
    updates,
    updates_per_read
  };
  enum class Better { higher, lower, neither };

  std::string_view key;    ///< in JSON, CSV and `expect`
  std::string_view title;  ///< in tables
  Group group;
  Unit unit;
  Better better;
  std::string_view meaning;  ///< one sentence
  std::string_view missing;  ///< what was not there when there is no value (NaN)

  /// Whether its unit is the name of what is counted.
  constexpr bool counts() const { return unit >= Unit::effects; }
};

constexpr std::string_view name_of(Measure::Group group) {
  constexpr std::string_view names[] = {"failure mode", "latency", "consistency", "cost"};
  return names[static_cast<int>(group)];
}

constexpr std::string_view name_of(Measure::Unit unit) {
  constexpr std::string_view names[] = {
      "share",        "probability", "seconds", "per second",      "count",   "ratio",
      "transactions", "effects",     "events",  "events x groups", "updates", "updates per read"};
  return names[static_cast<int>(unit)];
}

/// All measures, in the order of every list of values. Unless a sentence says otherwise a measure
/// is of the transactions that arrived within its window: the main one is [warm, length).
inline constexpr auto measures = [] {
  using enum Measure::Group;
  using enum Measure::Unit;
  using enum Measure::Better;
  constexpr std::string_view no_arrival = "nothing arrived in the window";
  constexpr std::string_view no_answer = "no usable answer in the window";
  constexpr std::string_view no_completion = "nothing accepted in the window was ever completed";
  constexpr std::string_view no_copy = "no replica and no projection was read in the window";
  constexpr std::string_view no_group = "nobody consumed events in the window";
  constexpr std::string_view no_window = "the window is empty";
  constexpr std::string_view no_subscription = "nobody consumes events";
  constexpr std::string_view no_keys =
      "no event is about a key: the workload has no \"keys\", or nobody consumes events";
  constexpr std::string_view no_saga =
      "there is no saga: no step \"saga\" or \"take_back\", and no \"saga\" of the transaction";
  constexpr std::string_view no_tells = "no event is said to tell of an effect (\"tells\")";
  constexpr std::string_view no_hold =
      "nothing was published in the window to a topic that can hold publishers up (\"capacity\" "
      "that blocks, \"partition_rate\", or \"back_pressure\" of a subscription)";
  constexpr std::string_view no_follow_up =
      "no client that followed up a request which was accepted in the window was done with that";
  constexpr std::string_view no_store = "there is no store, or it is asked of one request class";
  constexpr std::string_view no_steady_state =
      "needs a fault within the run, steady traffic in 5 whole buckets before the first one, and "
      "the whole run as its window";
  constexpr std::string_view no_recovery =
      "needs a fault within the run that ends 5 buckets before it does, a healthy steady state "
      "before the first one (in 5 whole buckets, with at least half of the transactions answered "
      "and completed within the deadline), and the whole run as its window";
  return std::to_array<Measure>({
      {"requests", "Requests", failure_mode, count, neither,
       "Transactions that arrived in the window.", ""},
      {"availability", "Availability", failure_mode, share, higher,
       "Share of the transactions that were given a usable answer, however late; one that never "
       "was counts against it.",
       no_arrival},
      {"degraded", "Degraded", failure_mode, share, lower,
       "Share of the transactions whose answer was usable but less than asked for: an optional "
       "step failed, or a fallback stood in.",
       no_arrival},
      {"rejected", "Rejected", failure_mode, share, lower,
       "Share of the transactions that a full queue, a limit or an open breaker turned away.",
       no_arrival},
      {"timed_out", "Timed out", failure_mode, share, lower,
       "Share of the transactions that were given up since time had run out.", no_arrival},
      {"failed", "Failed", failure_mode, share, lower,
       "Share of the transactions that ended in an error or at a part that is down.", no_arrival},
      {"goodput_per_s", "Goodput", failure_mode, per_second, higher,
       "Usable answers given within the deadline, per second of the window.", no_window},
      {"throughput_per_s", "Throughput", failure_mode, per_second, neither,
       "Answers of any outcome, errors included, given within the window, per second of it.",
       no_window},
      {"time_to_recover_s", "Time to recover", failure_mode, seconds, lower,
       "From a fault's end until the share of transactions answered (degraded answers count) and "
       "completed within the deadline is back in its steady-state band for good, 5 buckets in a "
       "row deciding; the longest over the faults. A design that is not back while another fault "
       "lasts, or when one begins, is judged by the end of that one, and time in which a fault "
       "lasts does not count. One that never comes back counts to the run's length.",
       no_recovery},
      {"collapsed", "Collapsed", failure_mode, probability, lower,
       "Share of the replications in which the design leaves its steady-state band for 5 buckets "
       "in "
       "a row and is not back when the run ends, 5 buckets or more after the last fault; its "
       "interval is Wilson's.",
       no_recovery},
      {"blast_radius", "Blast radius", failure_mode, share, lower,
       "Share of the operations whose goodput leaves its steady-state band during a fault.",
       no_steady_state},

      {"response_mean_s", "Response time, mean", latency, seconds, lower,
       "From arrival to answer, of usable answers only: a fast refusal is no fast answer.",
       no_answer},
      {"response_p50_s", "Response time, median", latency, seconds, lower,
       "Half of the usable answers took at most this long.", no_answer},
      {"response_p95_s", "Response time, 95 %", latency, seconds, lower,
       "95 % of the usable answers took at most this long.", no_answer},
      {"response_p99_s", "Response time, 99 %", latency, seconds, lower,
       "99 % of the usable answers took at most this long.", no_answer},
      {"response_p999_s", "Response time, 99.9 %", latency, seconds, lower,
       "99.9 % of the usable answers took at most this long.", no_answer},

      {"publish_wait_p99_s", "Publisher held up, 99 %", latency, seconds, lower,
       "From when a topic was asked to take an event until it did, or the publisher gave up: 99 % "
       "of those that asked in the window, whoever waited for them, took at most this long; only "
       "topics that can hold publishers up count.",
       no_hold},
      {"publish_waits", "Publishers held up", latency, share, lower,
       "Share of the events published in the window that their topic, one that can hold publishers "
       "up, did not take at once.",
       no_hold},

      {"completion", "Completion", consistency, share, higher,
       "Share of the transactions whose every required effect had happened by the end of the run.",
       no_arrival},
      {"consistency_p50_s", "Time to consistency, median", consistency, seconds, lower,
       "From acceptance to the last required effect, zero where that came first: half of the "
       "accepted transactions that completed took at most this long.",
       no_completion},
      {"consistency_p99_s", "Time to consistency, 99 %", consistency, seconds, lower,
       "From acceptance to the last required effect, zero where that came first: 99 % of the "
       "accepted transactions that completed took at most this long.",
       no_completion},
      {"known_p50_s", "Known to the client, median", consistency, seconds, lower,
       "From acceptance until the client knows of the effect that it follows up, by asking or by "
       "being told: half of those that came to know took at most this long.",
       no_follow_up},
      {"known_p99_s", "Known to the client, 99 %", consistency, seconds, lower,
       "From acceptance until the client knows of the effect that it follows up, by asking or by "
       "being told: 99 % of those that came to know took at most this long.",
       no_follow_up},
      {"never_known", "Never known to the client", consistency, share, lower,
       "Share of the clients that gave up before they knew, of those that followed up a request.",
       no_follow_up},
      {"lost", "Lost", consistency, transactions, lower,
       "Transactions that were accepted, lack an effect, and of which nothing is left under way. "
       "One that was taken back as a whole is none of them.",
       ""},
      {"duplicates", "Duplicates", consistency, effects, lower,
       "Effects that happened again, of all transactions.", ""},

      {"staleness_p99_s", "Staleness, 99 %", consistency, seconds, lower,
       "Age of the oldest update that a copy lacked when it was read, zero where it lacked none: "
       "99 % of the reads of replicas and projections found at most this.",
       no_copy},
      {"stale_reads", "Stale reads", consistency, share, lower,
       "Share of all reads of data, at the primary too, that lacked an update.", no_copy},
      {"divergence", "Divergence", consistency, updates_per_read, lower,
       "Updates that a replica or projection lacked about what was read, in the mean over the "
       "reads.",
       no_copy},
      {"lag_max", "Greatest lag", consistency, events, lower,
       "Most events that any one group of consumers had before it at any instant.", no_group},
      {"lag_p99_s", "Lag, 99 %", consistency, seconds, lower,
       "Age of the oldest event that a group of consumers had not processed, 99 % of the samples "
       "of all groups; each second has one sample, at an instant drawn from it.",
       no_group},
      {"rebuild_max_s", "Longest rebuild", consistency, seconds, lower,
       "Longest time that a projection took to read its topic's log again, of those begun in the "
       "window and ended in the run.",
       "no projection was rebuilt in the window"},
      {"reordered", "Reordered", consistency, events_of_groups, lower,
       "Events that were processed after a later one about the same key, each once for every group "
       "that did so.",
       no_keys},
      {"dead_lettered", "Dead-lettered", consistency, events_of_groups, lower,
       "Events that a group of consumers gave up and put aside, each once for every group that did "
       "so.",
       no_subscription},
      {"expired", "Expired", consistency, events_of_groups, lower,
       "Events that were thrown away, for age or for want of room, before a group had them, each "
       "once for every group that lacked it.",
       no_subscription},
      {"compensations", "Compensations", consistency, effects, lower,
       "Effects that were taken back, and steps of sagas whose undo did that for no effect.",
       no_saga},
      {"stuck", "Stuck sagas", consistency, transactions, lower,
       "Transactions that were left half done: a saga could not be taken back and lacks an effect, "
       "or some but not all required effects had happened when nothing was left under way or the "
       "time for it was over.",
       no_saga},
      {"phantom", "Phantom events", consistency, transactions, lower,
       "Transactions of which an event tells something that never happened.", no_tells},
      {"dual_write_lost", "Lost by dual write", consistency, transactions, lower,
       "Transactions in which something happened whose event was never published.", no_tells},
      {"updates_lost", "Lost updates", consistency, updates, lower,
       "Updates of a store that were answered and are gone: the replica that took over did not "
       "have "
       "them, or who had not seen them overwrote them.",
       no_store},

      {"amplification", "Amplification", cost, Measure::Unit::ratio, lower,
       "Attempts for each first attempt, of the operation where this is greatest, over the "
       "attempts started in the window.",
       "no operation was attempted in the window"},
      {"wasted_work", "Wasted work", cost, share, lower,
       "Share of service time that was of no use, for calls and events alike: the answer was a "
       "failure or nobody took it, or every effect of the work had happened before; of the work "
       "settled in the window (and after it, for the whole run).",
       "no work was done in the window"},
      {"cache_hits", "Cache hits", cost, share, higher,
       "Share of the questions to caches that were answered from them, stale or fresh.",
       "no cache was asked in the window"},
      {"instances", "Instances running", cost, count, lower,
       "Instances of all services together, averaged over the samples of the window.",
       "no instance was counted in the window"},
      {"consumers", "Consumers running", cost, count, lower,
       "Consumers of all groups together, averaged over the samples of the window.", no_group},
      {"backlog_max", "Greatest backlog", cost, count, lower,
       "Longest queue of any one part at any instant.", "no queue was sampled in the window"},
  });
}();

/// The measures that count something that happens, which there may be nothing to bring about.
struct IncidentMeasure {
  std::string_view key;
  Incident what;
};
inline constexpr auto incident_measures = std::to_array<IncidentMeasure>({
    {"dead_lettered", Incident::dead_lettered},
    {"expired", Incident::expired},
    {"reordered", Incident::reordered},
    {"compensations", Incident::compensated},
    {"stuck", Incident::stuck},
    {"phantom", Incident::phantom},
    {"dual_write_lost", Incident::dual_write_lost},
    {"updates_lost", Incident::update_lost},
});

/// Index of the measure with this key, if there is one.
constexpr std::optional<std::size_t> find_measure(std::string_view key) {
  const auto index = index_among(measures, key, &Measure::key);
  return index < measures.size() ? std::optional(index) : std::nullopt;
}

/// Index of a measure that is known to exist, worked out by the compiler.
consteval std::size_t measure_index(std::string_view key) { return find_measure(key).value(); }

/// The keys of all measures, for "legal are ..." in messages.
constexpr auto measure_keys() {
  std::array<std::string_view, measures.size()> keys;
  for (std::size_t i = 0; i < measures.size(); ++i) keys[i] = measures[i].key;
  return keys;
}

}  // namespace faultline
