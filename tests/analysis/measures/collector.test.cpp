#include "analysis/measures/collector.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "analysis/measures/measures.hpp"
#include "analysis/measures/series.hpp"

using namespace faultline;
using namespace std::chrono_literals;

namespace {

/// Warm-up to 10 s, arrivals to 20 s, one further window [12 s, 14 s).
RunFrame frame() {
  return {.warm = Time{10s},
          .length = Time{20s},
          .end = Time{60s},
          .deadline = 1s,
          .operations = {"order.checkout", "payment.charge"},
          .parts = {"service order", "store orders"},
          .faults = {},
          .windows = {{"middle", Time{12s}, Time{14s}}}};
}

/// A transaction that takes `response` to be answered and `completion` to complete.
TransactionRecord accepted(Time arrived, Duration response, Duration completion) {
  return {0, arrived, arrived + response, arrived + completion, Outcome::succeeded, false, 0};
}

TransactionRecord refused(Time arrived, Outcome outcome) {
  return {0, arrived, arrived + 1ms, end_of_time, outcome, false, 0};
}

double measure(const Collector& collector, std::string_view key, std::size_t slice = 0) {
  return collector.summary().measures.at(slice).at(find_measure(key).value());
}

double column(const Collector& collector, std::string_view key, std::size_t bucket) {
  const auto at = std::find(series_columns.begin(), series_columns.end(), key);
  return collector.summary().series.at(at - series_columns.begin()).at(bucket);
}

}  // namespace

TEST_CASE("Availability counts late and degraded answers, and misses whoever got none") {
  Collector collector(frame());
  auto degraded = accepted(Time{11s}, 100ms, 100ms);
  degraded.outcome = Outcome::degraded;
  collector.transaction(degraded);
  collector.transaction(accepted(Time{11s}, 5s, 5s));
  collector.transaction(refused(Time{11s}, Outcome::rejected));
  auto never = refused(Time{11s}, Outcome::succeeded);
  never.answered = end_of_time;
  collector.transaction(never);
  CHECK(measure(collector, "requests") == 4);
  CHECK(measure(collector, "availability") == 2 / 4.0);
}

TEST_CASE("A transaction belongs to the window in which it arrived") {
  Collector collector(frame());
  collector.transaction(accepted(Time{10s} - 1ns, 1ms, 1ms));  // warm-up
  collector.transaction(accepted(Time{10s}, 1ms, 1ms));
  collector.transaction(accepted(Time{12s} - 1ns, 3s, 3s));
  collector.transaction(accepted(Time{12s}, 1ms, 1ms));
  collector.transaction(accepted(Time{14s} - 1ns, 30s, 30s));
  collector.transaction(accepted(Time{14s}, 1ms, 1ms));
  collector.transaction(accepted(Time{20s}, 1ms, 1ms));  // too late
  CHECK(measure(collector, "requests", 0) == 5);
  CHECK(measure(collector, "requests", 1) == 2);
}

TEST_CASE("Response times are those of usable answers only") {
  Collector collector(frame());
  for (int i = 1; i <= 100; ++i) collector.transaction(accepted(Time{11s}, i * 1ms, i * 1ms));
  for (int i = 0; i < 900; ++i) collector.transaction(refused(Time{11s}, Outcome::failed));
  CHECK(measure(collector, "response_mean_s") == Approx(0.0505).epsilon(1e-12));
  CHECK(measure(collector, "response_p50_s") == Approx(0.050).epsilon(0.01));
  CHECK(measure(collector, "response_p95_s") == Approx(0.095).epsilon(0.01));
  CHECK(measure(collector, "response_p99_s") == Approx(0.099).epsilon(0.01));
  CHECK(measure(collector, "response_p999_s") == Approx(0.100).epsilon(0.01));
}

TEST_CASE("Time to consistency runs from acceptance to the last effect, and is never negative") {
  Collector collector(frame());
  collector.transaction(accepted(Time{11s}, 100ms, 400ms));  // 300 ms later
  collector.transaction(accepted(Time{11s}, 100ms, 90ms));   // before the answer
  collector.transaction(accepted(Time{11s}, 100ms, 80ms));
  auto timed_out = accepted(Time{11s}, 100ms, 9s);
  timed_out.outcome = Outcome::timed_out;
  collector.transaction(timed_out);
  CHECK(measure(collector, "consistency_p50_s") == 0);
  CHECK(measure(collector, "consistency_p99_s") == Approx(0.3).epsilon(0.01));
}

TEST_CASE("Completion counts effects whoever was told, lost only what was accepted and is gone") {
  Collector collector(frame());
  auto told_of_failure = accepted(Time{11s}, 1s, 2s);
  told_of_failure.outcome = Outcome::timed_out;
  collector.transaction(told_of_failure);
  collector.transaction(refused(Time{11s}, Outcome::failed));
  auto gone = accepted(Time{11s}, 1ms, 1ms);
  gone.completed = end_of_time;
  collector.transaction(gone);
  gone.pending = true;
  collector.transaction(gone);
  CHECK(measure(collector, "completion") == 1 / 4.0);
  CHECK(measure(collector, "lost") == 1);
}

TEST_CASE("Goodput is what arrived in the window and met the deadline") {
  Collector collector(frame());
  collector.transaction(accepted(Time{13s}, 1s, 1s));
  collector.transaction(accepted(Time{13s}, 1s + 1ns, 2s));
  CHECK(measure(collector, "goodput_per_s", 0) == 1 / 10.0);
  CHECK(measure(collector, "goodput_per_s", 1) == 1 / 2.0);
}

TEST_CASE("Throughput is what was answered in the window, whatever the answer") {
  Collector collector(frame());
  collector.transaction(accepted(Time{9s}, 4s, 4s));   // answered at 13 s
  collector.transaction(accepted(Time{13s}, 2s, 2s));  // answered at 15 s
  collector.transaction(refused(Time{13s}, Outcome::failed));
  collector.transaction(accepted(Time{13s}, 10s, 10s));  // answered in the drain
  CHECK(measure(collector, "throughput_per_s", 0) == 3 / 10.0);
  CHECK(measure(collector, "throughput_per_s", 1) == 2 / 2.0);
}

TEST_CASE("Duplicates are added up over all transactions") {
  Collector collector(frame());
  auto twice = accepted(Time{11s}, 1ms, 1ms);
  twice.duplicates = 2;
  collector.transaction(twice);
  twice.outcome = Outcome::failed;
  twice.duplicates = 3;
  collector.transaction(twice);
  CHECK(measure(collector, "duplicates") == 2 + 3);
}

TEST_CASE("Amplification is that of the operation that is attempted most often") {
  Collector collector(frame());
  const auto attempt = [&](std::uint32_t operation, Time started, bool first) {
    collector.attempt({operation, started, started + 1ms, Outcome::failed, first});
  };
  attempt(0, Time{11s}, true);
  attempt(1, Time{11s}, true);
  attempt(1, Time{12s}, false);
  attempt(1, Time{13s}, false);
  attempt(1, Time{9s}, false);   // warm-up
  attempt(1, Time{20s}, false);  // drain
  CHECK(measure(collector, "amplification", 0) == 3 / 1.0);
  CHECK(std::isnan(measure(collector, "amplification", 1)));  // retries only
}

TEST_CASE("Wasted work is counted when settled, for the whole run in the drain too") {
  Collector collector(frame());
  collector.work({Time{9s}, 50s, false});  // warm-up
  collector.work({Time{12s}, 1s, false});
  collector.work({Time{13s}, 4s, true});
  collector.work({Time{25s}, 3s, false});  // drain
  CHECK(measure(collector, "wasted_work", 0) == Approx((1 + 3) / 8.0));
  CHECK(measure(collector, "wasted_work", 1) == Approx(1 / 5.0));
}

TEST_CASE("A sample of the queues tells of the second before it") {
  Collector collector(frame());
  collector.level({0, Time{10s}, 0, 90});  // warm-up
  collector.level({0, Time{12s}, 0, 70});
  collector.level({0, Time{13s}, 0, 20});
  collector.level({1, Time{14s}, 0, 30});
  collector.level({1, Time{15s}, 0, 50});
  collector.level({0, Time{21s}, 0, 80});  // drain
  CHECK(measure(collector, "backlog_max", 0) == 70);
  CHECK(measure(collector, "backlog_max", 1) == 30);
}

TEST_CASE("A run without records has no shares and no times, only counts and rates of zero") {
  const auto values = Collector(frame()).summary().measures[0];
  for (const auto key : {"requests", "lost", "duplicates", "goodput_per_s", "throughput_per_s"})
    CHECK(values[find_measure(key).value()] == 0);
  for (const auto key :
       {"availability", "completion", "response_mean_s", "response_p99_s", "consistency_p50_s",
        "amplification", "wasted_work", "backlog_max", "time_to_recover_s", "blast_radius"})
    CHECK(std::isnan(values[find_measure(key).value()]));
}

TEST_CASE("A window that outlasts the run ends with the arrivals") {
  auto longer = frame();
  longer.windows = {{"from 15 s on", Time{15s}, end_of_time}};
  Collector collector(longer);
  collector.transaction(accepted(Time{16s}, 1ms, 1ms));
  CHECK(measure(collector, "goodput_per_s", 1) == 1 / 5.0);
}

TEST_CASE("The series gives each bucket what arrived, completed and waited in it") {
  Collector collector(frame());
  collector.transaction(accepted(Time{3s}, 200ms, 2500ms));  // completed at 5.5 s
  collector.transaction(accepted(Time{3999ms}, 2s, 2s));     // late; completed at 5.999 s
  collector.transaction(refused(Time{3500ms}, Outcome::rejected));
  collector.level({0, Time{4s}, 7, 9});
  collector.level({1, Time{4s}, 5, 6});
  CHECK(column(collector, "time_s", 3) == 3);
  CHECK(column(collector, "asked_per_s", 3) == 3);
  CHECK(column(collector, "availability", 3) == 2 / 3.0);
  CHECK(column(collector, "goodput_per_s", 3) == 1);
  CHECK(column(collector, "response_mean_s", 3) == Approx((0.2 + 2) / 2));
  CHECK(column(collector, "response_p50_s", 3) == Approx(0.2).epsilon(0.01));
  CHECK(column(collector, "response_p99_s", 3) == Approx(2).epsilon(0.01));
  CHECK(column(collector, "consistency_p99_s", 3) == Approx(2.3).epsilon(0.01));
  CHECK(column(collector, "completed_per_s", 5) == 2);
  CHECK(column(collector, "backlog", 3) == 7 + 5);
  CHECK(std::isnan(column(collector, "response_mean_s", 4)));
  CHECK(std::isnan(column(collector, "backlog", 4)));
}

TEST_CASE("A wider bucket shows the queues at its last sample, and rates per second") {
  auto day = frame();
  day.length = Time{7200s};  // buckets of 2 s
  Collector collector(day);
  collector.level({0, Time{11s}, 4, 4});
  collector.level({1, Time{11s}, 4, 4});
  collector.level({0, Time{12s}, 1, 4});
  collector.level({1, Time{12s}, 2, 4});
  collector.transaction(accepted(Time{10s}, 1ms, 1ms));
  CHECK(column(collector, "backlog", 5) == 1 + 2);
  CHECK(column(collector, "asked_per_s", 5) == 1 / 2.0);
}

TEST_CASE("A wider bucket that a window's edge cuts still shows only its last sample") {
  auto day = frame();
  day.length = Time{7200s};
  day.windows = {{"from 11 s on", Time{11s}, end_of_time}};
  Collector collector(day);
  collector.level({0, Time{11s}, 8, 8});
  collector.level({0, Time{12s}, 3, 8});
  CHECK(column(collector, "backlog", 5) == 3);
}

TEST_CASE("A window's edge inside a bucket does not change the series") {
  auto cut = frame();
  cut.windows = {{"uneven", Time{12500ms}, Time{13700ms}}};
  Collector whole(frame());
  Collector pieces(cut);
  for (int i = 0; i < 2000; ++i) {
    const auto record = accepted(Time{i * 10ms}, i * 1ms, i * 2ms);
    whole.transaction(record);
    pieces.transaction(record);
  }
  for (std::size_t i = 0; i < series_columns.size() - 1; ++i)  // all but the backlog
    for (std::size_t bucket = 0; bucket < 20; ++bucket) {
      const auto expected = whole.summary().series[i][bucket];
      REQUIRE(pieces.summary().series[i][bucket] == expected);
    }
  CHECK(measure(pieces, "requests", 1) == 120);
}

TEST_CASE("The requests of a class are measured in each window too") {
  auto two = frame();
  two.classes = {"gold", "tin"};
  CHECK(two.slices() == std::vector<std::string>{"middle", "class gold", "class gold middle",
                                                 "class tin", "class tin middle"});
  Collector collector(two);
  for (const auto& [at, number] : {std::pair{11s, 0u}, {13s, 0u}, {13s, 1u}, {15s, 1u}}) {
    auto record = accepted(Time{at}, 1ms, 1ms);
    record.request_class = number;
    collector.transaction(record);
  }
  auto failed = refused(Time{13s}, Outcome::failed);
  failed.request_class = 1;
  collector.transaction(failed);
  CHECK(measure(collector, "requests", two.slice_of_class(0)) == 2);
  CHECK(measure(collector, "requests", two.slice_of_class(0, 0)) == 1);
  CHECK(measure(collector, "requests", two.slice_of_class(1)) == 3);
  CHECK(measure(collector, "availability", two.slice_of_class(1, 0)) == 1 / 2.0);
  CHECK(measure(collector, "throughput_per_s", two.slice_of_class(1, 0)) == 2 / 2.0);
}

TEST_CASE("A part's utilisation is what was used of what was offered, over the measured samples") {
  Collector collector(frame());
  const auto sample = [&](Time at, Duration used, std::int64_t waiting) {
    LevelRecord record{1, at, 0, waiting};
    record.used = used;
    record.offered = 2 * 1s;  // two instances
    collector.level(record);
  };
  sample(Time{10s}, 2s, 90);  // warm-up
  sample(Time{11s}, 1s, 3);
  sample(Time{20s}, 0s, 7);
  sample(Time{21s}, 2s, 80);  // drain
  const auto parts = unpack(pack(collector.summary())).parts;
  CHECK(parts[1] == std::vector<double>{(1 + 0) / 4.0, 7});
  CHECK(std::isnan(parts[0][0]));  // nothing was sampled of it
  CHECK(std::isnan(parts[0][1]));
}
