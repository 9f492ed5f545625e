#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "analysis/measures/delivery_measures.hpp"
#include "analysis/measures/measure.hpp"
#include "analysis/measures/observability_measures.hpp"
#include "sim/language/among.hpp"

namespace faultline {

/// All measures, in the order of every list of values. Unless a sentence says otherwise a measure
/// is of the transactions that arrived within its window: the main one is [warm, length).
inline constexpr auto run_measures = [] {
  using enum Measure::Group;
  using enum Measure::Unit;
  using enum Measure::Better;
  constexpr std::string_view no_arrival = "nothing arrived in the window";
  constexpr std::string_view no_cause =
      "no transaction failed in the window, or causes were not recorded (\"--measures-only\")";
  constexpr std::string_view no_answer = "no usable answer in the window";
  constexpr std::string_view no_contract = "it has no contract", no_release = "it has no release";
  constexpr std::string_view no_completion = "nothing accepted in the window was ever completed";
  constexpr std::string_view no_copy = "no replica and no projection was read in the window";
  constexpr std::string_view no_group = "no group consumed events in the window";
  constexpr std::string_view no_window = "the window is empty";
  constexpr std::string_view no_subscription = "no operation consumes events";
  constexpr std::string_view no_keys =
      "no event has a key: the workload has no \"keys\", or no operation consumes events";
  constexpr std::string_view no_saga =
      "there is no saga: neither a step \"saga\" or \"take_back\" nor \"saga\" in the transaction";
  constexpr std::string_view no_tells =
      "no \"publish\" step names the effect that its event announces (\"tells\")";
  constexpr std::string_view no_hold =
      "in the window nothing was published to a topic that can make publishers wait (a "
      "\"capacity\" that blocks, \"partition_rate\", or \"back_pressure\" of a subscription)";
  constexpr std::string_view no_follow_up =
      "no client finished following up a request that was accepted in the window";
  constexpr std::string_view no_store =
      "there is no store, or the value is wanted for a single request class";
  constexpr std::string_view no_steady_state =
      "it needs a fault within the run, steady traffic in 5 whole buckets before the first fault, "
      "and the whole run as its window";
  constexpr std::string_view no_recovery =
      "it needs a fault within the run that ends at least 5 buckets before the end of the run, a "
      "healthy steady state before the first fault (5 whole buckets, in which at least half of the "
      "transactions are answered "
      "and completed within the deadline), and the whole run as its window";
  return std::to_array<Measure>({
      {"requests", "Requests", failure_mode, count, neither,
       "Transactions that arrived in the window.", ""},
      {"availability", "Availability", failure_mode, share, higher,
       "Share of the transactions that got a usable answer, however late; a transaction without "
       "one counts against it.",
       no_arrival},
      {"degraded", "Degraded", failure_mode, share, lower,
       "Share of the transactions with a usable but reduced answer: an optional step failed, or a "
       "fallback was used.",
       no_arrival},
      {"rejected", "Rejected", failure_mode, share, lower,
       "Share of the transactions that were rejected by a full queue, a limit or an open breaker.",
       no_arrival},
      {"timed_out", "Timed out", failure_mode, share, lower,
       "Share of the transactions that ended in a timeout.", no_arrival},
      {"failed", "Failed", failure_mode, share, lower,
       "Share of the transactions that ended in an error, or because a part was down.", no_arrival},
      {"goodput_per_s", "Goodput", failure_mode, per_second, higher,
       "Usable answers given within the deadline, per second of the window.", no_window},
      {"throughput_per_s", "Throughput", failure_mode, per_second, neither,
       "Answers given in the window, errors included, per second of it.", no_window},
      {"time_to_recover_s", "Time to recover", failure_mode, seconds, lower,
       "Time from the end of a fault until the share of transactions that are answered (degraded "
       "answers count) and completed within the deadline is back in its steady-state band for "
       "good, "
       "which 5 buckets in a row decide; the longest over all faults. If another fault lasts or "
       "begins before the "
       "design has recovered, the time counts from the end of that one, without the time during "
       "which faults last. Without a recovery, the time until the end of the run counts.",
       no_recovery},
      {"collapsed", "Collapsed", failure_mode, probability, lower,
       "Share of the replications in which the design leaves its steady-state band for 5 buckets "
       "in a row and has not returned to it when the run ends, at least 5 buckets after the last "
       "fault; with a Wilson interval.",
       no_recovery},
      {"blast_radius", "Blast radius", failure_mode, share, lower,
       "Share of the operations whose goodput leaves its steady-state band during a fault.",
       no_steady_state},
      {"releases_failed", "Failed releases", failure_mode, count, lower,
       "Releases that a schema registry or contract tests stopped, or that were rolled back.",
       no_release},
      {"failed_by_fault", "Failed by a fault", failure_mode, share, neither,
       "Share of the transactions without a usable answer whose cause chain ends at a fault, "
       "active "
       "or over.",
       no_cause},
      {"cascade_depth", "Cascade depth", failure_mode, count, lower,
       "Mean number of hops of the cause chains, from what the client saw to the root.", no_cause},
      {"sustained_s", "Sustained", failure_mode, seconds, lower,
       "Longest time after the end of a fault in which clients still met failures by that fault: "
       "retries, a backlog, a cold cache or an open breaker kept them up.",
       "it needs a fault that ends before the run does, the whole run as its window, and causes "
       "(without \"--measures-only\")"},
      {"ended_with_fault", "Ended with the fault", failure_mode, share, higher,
       "Share of the failures by a fault that clients met while it was active; the others outlived "
       "it.",
       "no transaction failed by a fault in the window, or causes were not recorded "
       "(\"--measures-only\")"},
      {"temporal_coupling", "Failed by other parts", failure_mode, share, lower,
       "Share of the transactions that failed because of another part than the service that the "
       "client asks: their cause chain ends elsewhere. As Poisson arrivals see time averages, it "
       "is "
       "the share of the time in which others make it fail.",
       "nothing arrived in the window, or causes were not recorded (\"--measures-only\")"},

      {"response_mean_s", "Response time, mean", latency, seconds, lower,
       "Time from arrival to answer, for usable answers only, so that fast rejections do not "
       "count.",
       no_answer},
      {"response_p50_s", "Response time, median", latency, seconds, lower,
       "Half of the usable answers took at most this long.", no_answer},
      {"response_p95_s", "Response time, 95 %", latency, seconds, lower,
       "95 % of the usable answers took at most this long.", no_answer},
      {"response_p99_s", "Response time, 99 %", latency, seconds, lower,
       "99 % of the usable answers took at most this long.", no_answer},
      {"response_p999_s", "Response time, 99.9 %", latency, seconds, lower,
       "99.9 % of the usable answers took at most this long.", no_answer},

      {"publish_wait_p99_s", "Publish wait, 99 %", latency, seconds, lower,
       "Time from the publication of an event until the topic accepts it or the publisher gives "
       "up: 99 % of the publications in the window took at most this long, whether or not a "
       "request waited for them; only topics that can make publishers wait count.",
       no_hold},
      {"publish_waits", "Delayed publications", latency, share, lower,
       "Share of the events published in the window that their topic did not accept at once; only "
       "topics that can make publishers wait count.",
       no_hold},

      {"completion", "Completion", consistency, share, higher,
       "Share of the transactions of which all required effects had happened by the end of the "
       "run.",
       no_arrival},
      {"consistency_p50_s", "Time to consistency, median", consistency, seconds, lower,
       "Time from the answer to the last required effect, or zero if the effect came first: half "
       "of the accepted transactions that completed took at most this long.",
       no_completion},
      {"consistency_p99_s", "Time to consistency, 99 %", consistency, seconds, lower,
       "Time from the answer to the last required effect, or zero if the effect came first: 99 % "
       "of the accepted transactions that completed took at most this long.",
       no_completion},
      {"known_p50_s", "Outcome known, median", consistency, seconds, lower,
       "Time from the answer until the client knows that the effect has happened, by polling or by "
       "a notification: half of the clients that learned it took at most this long.",
       no_follow_up},
      {"known_p99_s", "Outcome known, 99 %", consistency, seconds, lower,
       "Time from the answer until the client knows that the effect has happened, by polling or by "
       "a notification: 99 % of the clients that learned it took at most this long.",
       no_follow_up},
      {"never_known", "Outcome never known", consistency, share, lower,
       "Share of the clients following up a request that gave up before they knew the outcome.",
       no_follow_up},
      {"lost", "Lost", consistency, transactions, lower,
       "Accepted transactions that lack an effect although none of their work is left in progress. "
       "Transactions that were undone as a whole do not count.",
       ""},
      {"duplicates", "Duplicates", consistency, effects, lower,
       "Effects that happened again after the first time, over all transactions.", ""},

      {"staleness_p99_s", "Staleness, 99 %", consistency, seconds, lower,
       "Age of the oldest update that a copy lacked when it was read, zero if it was up to date: "
       "at most this in 99 % of the reads of replicas and projections.",
       no_copy},
      {"stale_reads", "Stale reads", consistency, share, lower,
       "Share of all reads of data, including those at the primary, that lacked an update.",
       no_copy},
      {"divergence", "Divergence", consistency, updates_per_read, lower,
       "Mean number of updates of the data read that the replica or projection lacked.", no_copy},
      {"lag_max", "Maximum lag", consistency, events, lower,
       "Highest consumer lag, in events, of any consumer group at any time.", no_group},
      {"lag_p99_s", "Lag, 99 %", consistency, seconds, lower,
       "Age of the oldest event that a consumer group had not processed: at most this in 99 % of "
       "the samples of all groups; one sample per second, at a random instant.",
       no_group},
      {"rebuild_max_s", "Longest rebuild", consistency, seconds, lower,
       "Longest time that a projection took to be rebuilt from its topic's log, over the rebuilds "
       "that began in the window and ended during the run.",
       "no projection was rebuilt in the window"},
      {"reordered", "Reordered", consistency, events_of_groups, lower,
       "Events that were processed after a later event with the same key, counted once per "
       "consumer group.",
       no_keys},
      {"dead_lettered", "Dead-lettered", consistency, events_of_groups, lower,
       "Events that a consumer group gave up and moved to its dead letters, counted once per "
       "group.",
       no_subscription},
      {"expired", "Expired", consistency, events_of_groups, lower,
       "Events that were deleted because of age or lack of space before a consumer group had "
       "processed them, counted once per group.",
       no_subscription},
      {"compensations", "Compensations", consistency, effects, lower,
       "Effects that were undone, and saga steps that were compensated without undoing an effect.",
       no_saga},
      {"stuck", "Stuck sagas", consistency, transactions, lower,
       "Transactions that were left incomplete: a saga could not be undone and lacks an effect, or "
       "only some of the required effects had happened when no work was left in progress or the "
       "time limit had passed.",
       no_saga},
      {"misread", "Misread messages", consistency, count, lower,
       "Messages that were processed although their sender meant something else by a field.",
       no_contract},
      {"phantom", "Phantom events", consistency, transactions, lower,
       "Transactions with an event that announces an effect which never happened.", no_tells},
      {"dual_write_lost", "Lost to dual writes", consistency, transactions, lower,
       "Transactions with an effect whose event was never published.", no_tells},
      {"updates_lost", "Lost updates", consistency, updates, lower,
       "Acknowledged updates of a store that were lost: the replica that took over did not have "
       "them, or a transaction that had not seen them overwrote them.",
       no_store},

      {"amplification", "Amplification", cost, Measure::Unit::ratio, lower,
       "Attempts per call, retries included, for the operation with the highest value, over the "
       "attempts that started in the window.",
       "no operation was called in the window"},
      {"wasted_work", "Wasted work", cost, share, lower,
       "Share of the service time that was wasted, on calls and events alike: the work failed, "
       "nobody waited for its answer, or all of its effects had already happened; over the work "
       "settled in the window (for the whole run: and after it).",
       "no work was done in the window"},
      {"cache_hits", "Cache hits", cost, share, higher,
       "Share of the cache look-ups that were answered from the cache, stale or fresh.",
       "no cache was used in the window"},
      {"instances", "Instances running", cost, count, lower,
       "Mean number of instances of all services over the samples of the window.",
       "no instance was counted in the window"},
      {"consumers", "Consumers running", cost, count, lower,
       "Mean number of consumers of all groups over the samples of the window.", no_group},
      {"backlog_max", "Maximum backlog", cost, count, lower,
       "Greatest number of requests or events waiting in any one queue at any time.",
       "no queue was sampled in the window"},
  });
}();

/// Those of requests and parts, of what it takes to observe them, and of the delivery.
inline constexpr auto measures = [] {
  constexpr auto count =
      run_measures.size() + observability_measures.size() + delivery_measures.size();
  std::array<Measure, count> all{};
  auto end = std::ranges::copy(run_measures, all.begin()).out;
  end = std::ranges::copy(observability_measures, end).out;
  std::ranges::copy(delivery_measures, end);
  return all;
}();

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
