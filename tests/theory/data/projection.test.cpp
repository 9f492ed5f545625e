#include <cmath>
#include <string>

#include "tests/theory/agrees.hpp"
#include "tests/theory/data/projected.hpp"
#include "tests/theory/played.hpp"

using namespace faultline;

namespace {

/// Poisson updates at `rate` that the copy has after `lag` seconds, and ten times as many reads.
Setup poisson_updates(double rate, double lag) {
  auto setup = Projected{.work = std::to_string(lag) + "s"}.each_second("400s");
  setup.warmup = "5s";
  setup.arrivals = poisson_at(11 * rate);
  setup.keys_and_classes += R"(, "classes": { "write": { "share": 1 },
      "read": { "share": 10, "entry": "b.show" } })";
  setup.services = R"("a": { "workers": 1000 }, "b": { "workers": 1000 })";
  setup.operations += R"(, "b.show": [ { "read": "view" }, { "effect": "done" } ])";
  return setup;
}

}  // namespace

// Updates of the last L seconds are missing: n of them is Poisson with mean lambda L. The oldest
// of them is older than s with probability 1 - e^(-lambda (L - s)), 0 <= s < L.
TEST_CASE("Projection: Poisson updates and constant lag L make 1 - e^(-lambda L) of reads stale") {
  const double rate = 5;
  const double lag = GENERATE(0.02, 0.1, 0.4);
  const auto setup = poisson_updates(rate, lag);
  const Replications runs(setup, 6);
  INFO("lag " << lag);
  CHECK_THAT(runs["stale_reads"], Agrees(-std::expm1(-rate * lag), {0.1}));
  CHECK_THAT(runs["divergence"], Agrees(rate * lag, {0.1}));
  CHECK_THAT(runs["staleness_p99_s"],
             Agrees(lag + std::log(0.99) / rate, {0.05, histogram_resolution}));
  const auto mean = replicated(setup, 6, [](const Ledger& ledger) {
    double sum = 0;
    for (const auto& read : ledger.reads) sum += seconds(read.staleness);
    return sum / static_cast<double>(ledger.reads.size());
  });
  CHECK_THAT(mean, Agrees(lag + std::expm1(-rate * lag) / rate, {0.1}));
}

TEST_CASE("Projection: a read lacks an update from its publishing until it is taken") {
  const Projected one{.then = read_after(100) + ", " + read_after(200)};
  CHECK(in_short(reads_of(one.each_second("1500ms"))) == "1100 100/1, 1300 0/0");
  const Projected slow{.then = read_after(100), .work = "2250ms"};
  CHECK(in_short(reads_of(slow.each_second("3500ms"))) == "1100 100/1, 2100 1100/2, 3100 2100/3");
}

TEST_CASE("Projection: it answers while the owner of the data is down") {
  const std::string down =
      R"({ "name": "down", "kind": "crash", "target": "a", "at": "100s", "for": "100s" })";
  auto setup = poisson_updates(5, 0.1);
  setup.faults = down;
  CHECK(told(setup, [](const Ledger& ledger) {
          double failed_reads = 0;
          for (const auto& one : ledger.transactions)
            if (one.request_class == 1) failed_reads += one.outcome != Outcome::succeeded;
          double stale = 0;
          for (const auto& read : ledger.reads) {
            const auto at = seconds(read.at);
            if (at > 100.1 && at < 200) stale += static_cast<double>(read.missing);
          }
          return std::vector{failed_reads, stale};
        }) == std::vector{0.0, 0.0});
}

// The first event comes 1.5 s late: it is taken at 2.75 s, after the second one.
TEST_CASE("Projection: an event that comes late does not overwrite a later one, but by version") {
  Projected late{.then = read_after(300) + ", " + read_after(500)};
  late.faults = R"({ "name": "late", "kind": "delay", "target": "t", "share": 1, "by": "1500ms",
      "at": "500ms", "for": "1s" })";
  CHECK(in_short(reads_of(late.each_second("3500ms"))) ==
        "1300 300/1, 1800 800/1, 2300 0/0, 2800 0/0, 3300 0/0, 3800 0/0");
  late.view = R"(, "versioned": false)";
  CHECK(in_short(reads_of(late.each_second("3500ms"))) ==
        "1300 300/1, 1800 800/1, 2300 0/0, 2800 800/1, 3300 0/0, 3800 0/0");
}

TEST_CASE("Projection: an event that is lost is made up for by the next about the same key") {
  Projected lost{.then = read_after(300) + ", " + read_after(500)};
  lost.faults = R"({ "name": "lost", "kind": "drop", "target": "t", "share": 1, "at": "500ms",
      "for": "1s" })";
  CHECK(in_short(reads_of(lost.each_second("2500ms"))) ==
        "1300 300/1, 1800 800/1, 2300 0/0, 2800 0/0");
}

TEST_CASE("Projection: what happened and no topic took is lacking as if the event were lost") {
  Projected lost{.then = read_after(300) + ", " + read_after(500)};
  lost.faults = R"({ "name": "down", "kind": "crash", "target": "t", "at": "500ms", "for": "1s" })";
  for (const std::string publish :
       {R"({ "publish": "t", "wait": false })",
        R"({ "effect": "done" }, { "publish": "t", "tells": "done", "optional": true })"}) {
    lost.publish = publish;
    CHECK(in_short(reads_of(lost.each_second("2500ms"))) ==
          "1300 300/1, 1800 800/1, 2300 0/0, 2800 0/0");
  }
}

TEST_CASE("Projection: an event that comes twice at once is one update") {
  Projected twice{.then = read_after(100) + ", " + read_after(500)};
  twice.faults = R"({ "name": "twice", "kind": "duplicate", "target": "t", "share": 1,
      "at": "0s" })";
  for (const std::string view : {"", R"(, "versioned": false)"}) {
    twice.view = view;
    CHECK(in_short(reads_of(twice.each_second("2500ms"))) ==
          "1100 100/1, 1600 0/0, 2100 100/1, 2600 0/0");
  }
}

// The consumer takes the first event at 1 s and crashes over it at 1.5 s; it has it again at 2.5 s,
// when the queue has seen no acknowledgement for long enough.
TEST_CASE("Projection: an event that is had again overwrites a later one, but by version") {
  Projected again{.then = read_after(400) + ", " + read_after(200), .work = "0s"};
  again.after = R"(, { "work": "700ms" })";
  again.topic = R"(, "visibility": "1500ms")";
  again.faults = R"({ "name": "down", "kind": "crash", "target": "b", "at": "1500ms",
      "for": "100ms" })";
  CHECK(in_short(reads_of(again.each_second("2900ms"))) ==
        "1400 0/0, 1600 0/0, 2400 0/0, 2600 0/0");
  again.view = R"(, "versioned": false)";
  CHECK(in_short(reads_of(again.each_second("2900ms"))) ==
        "1400 0/0, 1600 0/0, 2400 0/0, 2600 600/1");
}

TEST_CASE("Projection: a consumer that commits at the end takes the event then") {
  Projected once{.then = read_after(100) + ", " + read_after(200), .work = "0s"};
  once.after = R"(, { "work": "200ms" })";
  once.subscription = R"("consumers": 1, "delivery": "effectively_once")";
  CHECK(in_short(reads_of(once.each_second("1500ms"))) == "1100 100/1, 1300 0/0");
}

TEST_CASE("Projection: a read of one's own fails until the copy has what one has written") {
  const Projected own{.then = R"({ "read": "view", "own": true, "policies": [ { "kind": "retry",
      "attempts": 9, "backoff": "fixed", "base": "100ms", "jitter": "none" } ] })"};
  const Played played(own.each_second("1500ms"));
  CHECK(played.in_short() == "1s");
  CHECK(played.requests[0].took_s == Approx(0.3));
  CHECK(in_short(reads_of(own.each_second("1500ms"))) == "1300 0/0");
}
