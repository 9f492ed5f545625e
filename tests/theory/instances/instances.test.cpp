#include <string>

#include "tests/theory/agrees.hpp"
#include "tests/theory/replications.hpp"

using namespace faultline;

namespace {

/// Requests each `gap` apart, the first after one gap, for this work of "a".
Setup requests(const std::string& rate, const std::string& length, const std::string& service,
               const std::string& work = R"("100ms")") {
  return {.length = length,
          .arrivals = R"({ "kind": "constant", "rate": ")" + rate + "\" }",
          .services = R"("a": { )" + service + " }",
          .operations = R"("a.run": [ { "work": )" + work + R"( }, { "effect": "done" } ])"};
}

/// The response times in the order of the arrivals.
std::vector<double> responses_s(const Setup& setup) {
  return told(setup, [](const Ledger& ledger) {
    std::vector<double> times(ledger.transactions.size());
    for (const auto& transaction : ledger.transactions)
      times.at(transaction.id) = response_s(transaction);
    return times;
  });
}

/// Service time in all, of which `wasted` in vain.
std::vector<double> spent_s(const Setup& setup) {
  return told(setup, [](const Ledger& l) { return std::vector{l.spent_s(), l.wasted_s()}; });
}

const std::string every_300ms = R"("pauses": [ { "kind": "regular", "every": "300ms",
  "for": "50ms" } ])";

/// Both models of capacity: workers of their own, and cores that all share.
const std::vector<std::string> both{R"("workers": 10)", R"("workers": 10, "cores": 10)"};

}  // namespace

TEST_CASE("A pause of 50 ms within work of 100 ms makes it 150 ms, wherever it falls") {
  for (const auto& capacity : both) {
    INFO(capacity);
    // Pauses from 0.3 to 0.35 s, 0.65 to 0.7 s, 1 to 1.05 s, ...
    const auto took = [&](const char* rate) {
      return responses_s(requests(rate, "370ms", capacity + ", " + every_300ms)).at(0);
    };
    CHECK(took("4/s") == Approx(0.1 + 0.05));             // from 0.25 s: in its midst
    CHECK(took("3.448275862/s") == Approx(0.15));         // from 0.29 s, after 10 ms
    CHECK(took("3.125/s") == Approx(0.35 - 0.32 + 0.1));  // from 0.32 s: while it stands still
    CHECK(took("8/s") == Approx(0.1));                    // from 0.125 s: before it
  }
}

TEST_CASE("Work that ends while the instance stands still has missed only what it stood so far") {
  for (const auto& capacity : both) {
    INFO(capacity);
    // From 0.22 s; 80 ms of work by 0.3 s, when it stops until 0.35 s; 20 ms are left.
    const auto took =
        responses_s(requests("4.545454545/s", "370ms", capacity + ", " + every_300ms));
    CHECK(took.at(0) == Approx(0.08 + 0.05 + 0.02));
  }
}

TEST_CASE("Long work meets many pauses: 1 s of it from 0.25 s on meets four of 50 ms") {
  for (const auto& capacity : both) {
    INFO(capacity);
    auto setup = requests("4/s", "370ms", capacity + ", " + every_300ms, R"("1s")");
    // Works 50 ms, then thrice 300 ms, then the last 50 ms.
    CHECK(responses_s(setup).at(0) == Approx(1 + 4 * 0.05));
    CHECK(spent_s(setup)[0] == Approx(1));  // standing still is no service time
  }
}

TEST_CASE("While an instance stands still requests queue, and a full queue rejects") {
  auto setup =
      requests("100/s", "355ms", R"("workers": 1, "queue": 3, )" + every_300ms, R"("1ms")");
  // Arrivals each 10 ms. Of those at 300, ..., 350 ms the first has the worker, three wait and the
  // fifth (340 ms) is rejected; at 350 ms the pause is over, but the first has its 1 ms to work.
  const auto rejected = told(setup, [](const Ledger& l) {
    return std::vector{l.count(Outcome::rejected), l.count(Outcome::succeeded)};
  });
  CHECK(rejected[0] == 2);
  CHECK(rejected[1] == 35 - 2);
  const auto times = responses_s(setup);
  CHECK(times.at(29) == Approx(0.050 + 0.001));  // at 300 ms
  CHECK(times.at(30) == Approx(0.040 + 0.002));
  CHECK(times.at(32) == Approx(0.020 + 0.004));
}

TEST_CASE("Two pauses that overlap are one from the first's begin to the last's end") {
  for (const auto& capacity : both) {
    INFO(capacity);
    const auto pauses = R"("pauses": [ { "kind": "regular", "every": "300ms", "for": "50ms" },
      { "kind": "regular", "every": "320ms", "for": "60ms" } ])";
    // Works 50 ms from 0.25 s on, stands still from 0.3 to 0.38 s, works on.
    const auto took = responses_s(requests("4/s", "370ms", capacity + ", " + pauses));
    CHECK(took.at(0) == Approx(0.05 + 0.08 + 0.05));
  }
}

TEST_CASE("Pauses of a random length: a share of the time, seen by who comes at any time") {
  // Works E[X] = 900 ms, stands E[Y] = 100 ms, both exponential: who comes at random meets it
  // standing with probability 0.1 and then waits for E[Y]; 1 ms of work is hardly ever broken.
  Setup setup{.length = "2000s", .warmup = "20s", .arrivals = poisson_at(50)};
  setup.services = std::string(R"("a": { "workers": )") + endless + R"(, "pauses": [
    { "kind": "regular", "every": { "kind": "exponential", "mean": "900ms" },
      "for": { "kind": "exponential", "mean": "100ms" } } ] })";
  setup.operations = R"("a.run": [ { "work": "1ms" }, { "effect": "done" } ])";
  CHECK_THAT(Replications(setup, 8)["response_mean_s"],
             Agrees(1e-3 + 0.1 * 0.1 + 1e-3 / 0.9 * 0.1, {0.06}));
}

TEST_CASE("Garbage collection: the heap is full after (heap - live) / garbage requests") {
  // One request each 100 ms, none in flight between: room for 100 - 40 = 60 MB, 6 requests of
  // 10 MB; then 40 MB are copied at 800 MB/s: 50 ms.
  auto setup = requests("10/s", "2s", R"("workers": 10, "pauses": [ { "kind": "garbage_collection",
    "heap": "100MB", "base": "40MB", "live": "0B", "garbage": "10MB", "speed": "800MB/s" } ])",
                        R"("20ms")");
  const auto times = responses_s(setup);
  REQUIRE(times.size() == 19);
  for (std::size_t i = 0; i < times.size(); ++i) {
    INFO(i);
    CHECK(times[i] == Approx(0.02));
  }
}

TEST_CASE("Garbage collection: what lives of those in flight is copied too") {
  // Each lives with 20 MB. Of 100 MB 100 - 40 are free at first: 3 requests of 20 MB.
  auto setup = requests("100/s", "100ms", R"("workers": 10, "pauses": [
    { "kind": "garbage_collection", "heap": "100MB", "base": "40MB", "live": "10MB",
      "garbage": "20MB", "speed": "800MB/s" } ])",
                        R"("25ms")");
  const auto times = responses_s(setup);
  // From 10, 20, 30 ms on; when the third ends at 55 ms, those from 40 and 50 ms are in flight:
  // 60 MB are copied in 75 ms.
  CHECK(times.at(0) == Approx(0.025));
  CHECK(times.at(2) == Approx(0.025));
  CHECK(times.at(3) == Approx(0.025 + 0.075));
  // As work goes on six are in flight, the heap is full: the next stop is when the first of them
  // has ended, and copies 90 MB.
  CHECK(times.at(4) == Approx(0.025 + 0.075 + 0.1125));
}

TEST_CASE(
    "Garbage collection: each request's garbage is collected, of those too that came meanwhile") {
  // Poisson arrivals of rate l = 100/s find room for n = 60 at a time: l / n pauses in a second,
  // of p = 40 MB / 400 MB/s = 0.1 s. During a pause l p come and wait for p / 2 in the mean; when
  // it begins l S are at work and wait for p.
  Setup setup{.length = "1000s", .warmup = "20s", .arrivals = poisson_at(100)};
  setup.services = std::string(R"("a": { "workers": )") + endless + R"(, "pauses": [
    { "kind": "garbage_collection", "heap": "100MB", "base": "40MB", "live": "0B",
      "garbage": "1MB", "speed": "400MB/s" } ] })";
  setup.operations = R"("a.run": [ { "work": "1ms" }, { "effect": "done" } ])";
  const double p = 0.1;
  const double work = 1e-3;
  CHECK_THAT(Replications(setup, 8)["response_mean_s"],
             Agrees(work + 100 / 60.0 * (p * p / 2 + work * p), {0.01}));
}

TEST_CASE("The load curve is linear between its points and level beyond them") {
  const std::string curve = R"("workers": 100, "load": [ { "at": 2, "factor": 1 },
    { "at": 6, "factor": 3 }, { "at": 7, "factor": 10 } ])";
  const auto times = responses_s(requests("1000/s", "10500us", curve));
  // They come 1 ms apart and none has gone: request i is the (i + 1)th in flight.
  const double factors[] = {1, 1, 1.5, 2, 2.5, 3, 10, 10, 10, 10};
  REQUIRE(times.size() == 10);
  for (std::size_t i = 0; i < 10; ++i) {
    INFO(i);
    CHECK(times[i] == Approx(0.1 * factors[i]));
  }
}

TEST_CASE("An instance that was restarted is slow at first, one that has run is not") {
  auto setup = requests("1/s", "13500ms", R"("warmup": { "for": "10s", "factor": 5 })");
  setup.faults = R"({ "name": "down", "kind": "crash", "target": "a", "at": "1500ms",
    "for": "1s" })";
  const auto times = responses_s(setup);
  CHECK(times.at(0) == Approx(0.1));
  // Up at 2.5 s; a time t later work takes 1 + 4 (1 - t / 10 s) times as long.
  CHECK(times.at(2) == Approx(0.1 * (1 + 4 * 0.95)));   // 3 s
  CHECK(times.at(6) == Approx(0.1 * (1 + 4 * 0.55)));   // 7 s
  CHECK(times.at(11) == Approx(0.1 * (1 + 4 * 0.05)));  // 12 s
  CHECK(times.at(12) == Approx(0.1));                   // 13 s
}

TEST_CASE("Cores are shared, workers are not: five jobs of 10 ms at once on one core") {
  auto setup = requests("1000/s", "1500us", R"("workers": 10)", R"("10ms")");
  const std::string five = R"("parallel": [ {"call": "b.run"}, {"call": "b.run"}, {"call": "b.run"},
    {"call": "b.run"}, {"call": "b.run"} ])";
  setup.operations =
      R"("b.run": [ { "work": "10ms" } ], "a.run": [ { )" + five + R"( }, { "effect": "done" } ])";
  setup.services = R"("a": {}, "b": { "workers": 10 })";
  CHECK(responses_s(setup).at(0) == Approx(0.010));
  setup.services = R"("a": {}, "b": { "workers": 10, "cores": 1 })";
  CHECK(responses_s(setup).at(0) == Approx(0.050));
  setup.services = R"("a": {}, "b": { "workers": 10, "cores": 2 })";
  CHECK(responses_s(setup).at(0) == Approx(0.025));
  setup.services = R"("a": {}, "b": { "workers": 2, "cores": 1 })";  // two, two and one at a time
  CHECK(responses_s(setup).at(0) == Approx(0.020 + 0.020 + 0.010));
  CHECK(spent_s(setup)[0] == Approx(5 * 0.010));
}

TEST_CASE("A crash takes the jobs from the CPU, and what they were served for is lost") {
  auto setup = requests("100/s", "25ms", R"("workers": 10, "cores": 1)");
  setup.faults = R"({ "name": "down", "kind": "crash", "target": "a", "at": "24ms",
    "for": "1s" })";
  const auto spent = spent_s(setup);
  CHECK(spent[0] == Approx(0.014));  // 10 ms alone, 4 ms shared
  CHECK(spent[1] == Approx(0.014));
}
