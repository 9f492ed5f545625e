#include "analysis/measures/slice.hpp"

#include "analysis/estimates/ratio.hpp"
#include "analysis/measures/incident_measures.hpp"
#include "analysis/measures/measures.hpp"

namespace faultline {

namespace {

/// What is measured of publishers, consumers and clients who wait for them.
void set_values_of_events(std::vector<double>& values, const Tally& tally) {
  values[measure_index("lag_p99_s")] = tally.lag.quantile_s(0.99);
  const auto publishes = static_cast<double>(tally.held_up.count());
  values[measure_index("publish_wait_p99_s")] = tally.held_up.quantile_s(0.99);
  values[measure_index("publish_waits")] = ratio(static_cast<double>(tally.delayed), publishes);
  const auto followed = tally.known.count() + tally.unknown;
  values[measure_index("known_p50_s")] = tally.known.quantile_s(0.5);
  values[measure_index("known_p99_s")] = tally.known.quantile_s(0.99);
  values[measure_index("never_known")] =
      ratio(static_cast<double>(tally.unknown), static_cast<double>(followed));
  if (tally.longest_rebuild != Tally::never_rebuilt)
    values[measure_index("rebuild_max_s")] = seconds(tally.longest_rebuild);
  if (tally.consumers > 0)
    values[measure_index("consumers")] =
        ratio(static_cast<double>(tally.consumers), static_cast<double>(tally.samples));
  if (tally.most_behind != LevelRecord::consumes_nothing)
    values[measure_index("lag_max")] = static_cast<double>(tally.most_behind);
}

}  // namespace

std::vector<double> values_of(const Slice& slice) {
  std::vector<double> values(measures.size(), no_value);
  const auto& tally = slice.tally;
  const auto asked = static_cast<double>(tally.asked);
  const auto share = [&](std::uint64_t part) { return ratio(static_cast<double>(part), asked); };
  const auto ended = [&](Outcome outcome) { return share(tally.ended[static_cast<int>(outcome)]); };
  const auto rate = [&](std::uint64_t events) {
    return ratio(static_cast<double>(events), slice.length_s);
  };
  values[measure_index("requests")] = asked;
  values[measure_index("availability")] = share(tally.response.count());
  values[measure_index("degraded")] = ended(Outcome::degraded);
  values[measure_index("rejected")] = ended(Outcome::rejected);
  values[measure_index("timed_out")] = ended(Outcome::timed_out);
  values[measure_index("failed")] = ended(Outcome::failed);
  values[measure_index("goodput_per_s")] = rate(tally.good);
  values[measure_index("throughput_per_s")] = rate(tally.answers);
  values[measure_index("response_mean_s")] = tally.response.mean_s();
  values[measure_index("response_p50_s")] = tally.response.quantile_s(0.5);
  values[measure_index("response_p95_s")] = tally.response.quantile_s(0.95);
  values[measure_index("response_p99_s")] = tally.response.quantile_s(0.99);
  values[measure_index("response_p999_s")] = tally.response.quantile_s(0.999);
  values[measure_index("completion")] = share(tally.completed);
  values[measure_index("consistency_p50_s")] = tally.consistency.quantile_s(0.5);
  values[measure_index("consistency_p99_s")] = tally.consistency.quantile_s(0.99);
  values[measure_index("lost")] = static_cast<double>(tally.lost);
  values[measure_index("duplicates")] = static_cast<double>(tally.duplicates);
  values[measure_index("amplification")] = slice.amplification;
  values[measure_index("wasted_work")] = ratio(seconds(tally.wasted), seconds(tally.spent));
  values[measure_index("cache_hits")] =
      ratio(static_cast<double>(tally.hits), static_cast<double>(tally.looked_up));
  for (const auto& [key, what] : incident_measures)
    if (slice.frame && slice.frame->can_have(what))
      values[*find_measure(key)] = static_cast<double>(tally.incidents[static_cast<int>(what)]);
  const auto copies = static_cast<double>(tally.staleness.count());
  values[measure_index("staleness_p99_s")] = tally.staleness.quantile_s(0.99);
  values[measure_index("stale_reads")] =
      ratio(static_cast<double>(tally.stale), static_cast<double>(tally.reads));
  values[measure_index("divergence")] = ratio(static_cast<double>(tally.missing), copies);
  set_values_of_events(values, tally);
  if (tally.running > 0)
    values[measure_index("instances")] =
        ratio(static_cast<double>(tally.running), static_cast<double>(tally.samples));
  if (tally.most_waiting != Tally::not_sampled)
    values[measure_index("backlog_max")] = static_cast<double>(tally.most_waiting);
  return values;
}

}  // namespace faultline
