#include "analysis/measures/measures.hpp"

#include <catch2/catch.hpp>
#include <set>
#include <string>

using namespace faultline;

TEST_CASE("Every measure is found by its key, and no key is used twice") {
  std::set<std::string_view> keys;
  for (std::size_t i = 0; i < measures.size(); ++i) {
    CHECK(find_measure(measures[i].key) == i);
    keys.insert(measures[i].key);
  }
  CHECK(keys.size() == measures.size());
  CHECK_FALSE(find_measure("response_p98_s"));
}

TEST_CASE("The published keys are all there") {
  for (const auto key : {"availability",
                         "completion",
                         "response_mean_s",
                         "response_p50_s",
                         "response_p95_s",
                         "response_p99_s",
                         "response_p999_s",
                         "consistency_p50_s",
                         "consistency_p99_s",
                         "goodput_per_s",
                         "throughput_per_s",
                         "amplification",
                         "wasted_work",
                         "lost",
                         "duplicates",
                         "backlog_max",
                         "time_to_recover_s",
                         "blast_radius",
                         "requests",
                         "degraded",
                         "rejected",
                         "timed_out",
                         "failed",
                         "cache_hits",
                         "collapsed",
                         "instances",
                         "staleness_p99_s",
                         "stale_reads",
                         "divergence",
                         "lag_max",
                         "lag_p99_s",
                         "reordered",
                         "dead_lettered",
                         "expired",
                         "compensations",
                         "stuck",
                         "phantom",
                         "dual_write_lost",
                         "updates_lost",
                         "publish_wait_p99_s",
                         "publish_waits",
                         "known_p50_s",
                         "known_p99_s",
                         "never_known",
                         "rebuild_max_s",
                         "consumers",
                         "failed_by_fault",
                         "cascade_depth",
                         "sustained_s",
                         "spans_per_request",
                         "parts_per_request",
                         "distinct_paths",
                         "path_entropy",
                         "unawaited_spans",
                         "trace_joins",
                         "spans_per_failure",
                         "time_to_symptom_s"})
    CHECK(find_measure(key));
}

TEST_CASE("There are as many measures as are published") { CHECK(measure_keys().size() == 70); }

TEST_CASE("A measure's key ends in its unit, and its sentence in a full stop") {
  for (const auto& measure : measures) {
    INFO(measure.key);
    CHECK(measure.key.ends_with("_per_s") == (measure.unit == Measure::Unit::per_second));
    const bool in_seconds = measure.key.ends_with("_s") && !measure.key.ends_with("_per_s");
    CHECK(in_seconds == (measure.unit == Measure::Unit::seconds));
    CHECK(measure.key.ends_with("_per_d") == (measure.unit == Measure::Unit::per_day));
    const bool in_days = measure.key.ends_with("_d") && !measure.key.ends_with("_per_d");
    CHECK(in_days == (measure.unit == Measure::Unit::days));
    CHECK(measure.key.ends_with("_h") == (measure.unit == Measure::Unit::hours));
    CHECK(measure.meaning.ends_with('.'));
    CHECK_FALSE(measure.title.empty());
  }
}

TEST_CASE("The measures of a group stand together, in the order of the groups") {
  for (std::size_t i = 1; i < measures.size(); ++i)
    CHECK(measures[i - 1].group <= measures[i].group);
}
