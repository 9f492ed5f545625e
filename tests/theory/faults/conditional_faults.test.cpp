#include <catch2/catch.hpp>
#include <cmath>
#include <string>

#include "tests/theory/played.hpp"

using namespace faultline;

namespace {

/// Requests of 100 ms each, five a second, at one worker, which then asks b. From 10 s to 25 s that
/// worker is ten times as slow, so that four more wait with each second: more than 18 from 14.5 s
/// on, 60 at 25 s. Then five fewer wait with each second, 18 at 25 + 42 / 5 = 33.4 s. The condition
/// is checked at whole seconds: it holds from 15 s to 33 s. While b is down, what a has done fails.
Setup with_queue(const std::string& when, const std::string& at = "0s") {
  Setup setup{.length = "60s", .arrivals = R"({ "kind": "constant", "rate": "5/s" })"};
  setup.services = R"("a": { "workers": 1 }, "b": { "workers": 100 })";
  setup.operations = R"("a.run": [ { "work": "100ms" }, { "call": "b.ask" }, { "effect": "done" } ],
                        "b.ask": [])";
  setup.faults = R"({ "name": "slow", "kind": "slow", "factor": 10, "target": "a", "at": "10s",
                      "for": "15s" },
                    { "name": "down", "kind": "crash", "target": "b", "at": ")" +
                 at + R"(", "when": )" + when + " }";
  return setup;
}

bool fails(const Played::Request& request) { return request.outcome == Outcome::failed; }
double ends_s(const Played::Request& request) { return request.arrived_s + request.took_s; }

/// Whether exactly those requests fail that end while `struck` says so.
template <class Struck>
void check_failures(const Played& played, Struck struck) {
  int failures = 0;
  for (const auto& request : played.requests) {
    CAPTURE(ends_s(request));
    failures += fails(request);
    CHECK(fails(request) == struck(ends_s(request)));
  }
  CHECK(failures > 0);
}

/// Ten requests a second, each of which is answered at once.
Setup quick(const std::string& faults, const std::string& abort) {
  Setup setup{.length = "100s", .arrivals = R"({ "kind": "constant", "rate": "10/s" })"};
  setup.operations = R"("a.run": [ { "effect": "done" } ])";
  setup.faults = faults;
  setup.abort = abort;
  return setup;
}

/// When the first of the requests that fail arrives, and the last.
std::pair<double, double> failing(const Played& played) {
  double first = NAN;
  double last = NAN;
  for (const auto& [outcome, arrived, took, completed] : played.requests) {
    if (usable(outcome)) continue;
    first = std::fmin(first, arrived);
    last = std::fmax(last, arrived);
  }
  return {first, last};
}

}  // namespace

TEST_CASE("while: the fault lasts as long as the condition is found to hold") {
  const Played played(with_queue(R"({ "while": { "of": "a", "queue_above": 18 } })"));
  check_failures(played, [](double ends) { return ends >= 15 && ends < 34; });
}

TEST_CASE("while: a condition that has to hold for some time is met that much later") {
  const Played played(with_queue(R"({ "while": { "of": "a", "queue_above": 18, "for": "4s" } })"));
  check_failures(played, [](double ends) { return ends >= 19 && ends < 34; });
}

TEST_CASE("while: with `lasts` it ends after that time, and is checked again") {
  const Played played(
      with_queue(R"({ "while": { "of": "a", "queue_above": 18 }, "lasts": "2500ms" })"));
  // Checked at 15, 18.5, 22, 25.5, 29 and 32.5 s, each time a second after the end.
  check_failures(played, [](double ends) {
    return ends >= 15 && ends < 35 && std::fmod(ends - 15, 3.5) < 2.5;
  });
}

TEST_CASE("while: with `until` it lasts until another condition holds") {
  const Played played(with_queue(R"({ "while": { "of": "a", "queue_above": 18 },
      "until": { "of": "a", "queue_above": 38 } })"));
  // 40 wait at 20 s, where the first strike ends. The next begins at 21 s and ends at 22 s, and so
  // on, until at 30 s 60 - 5 * 5 = 35 wait: what began at 29 s never ends.
  check_failures(played, [](double ends) {
    if (ends < 20) return ends >= 15;
    return ends >= 29 || static_cast<int>(ends) % 2 == 1;
  });
}

TEST_CASE("while: a fault lasts as long as another one that it waits for") {
  // Checked at 9.5, 10.5, ... 25.5 s.
  const Played played(with_queue(R"({ "while": { "during": "slow" } })", "500ms"));
  check_failures(played, [](double ends) { return ends >= 10.5 && ends < 25.5; });
}

TEST_CASE("abort: by the availability of the last seconds") {
  // After t s of the crash 10 t of the last 50 requests have failed: 0.8 are well after 1 s.
  const auto crash = R"({ "name": "down", "kind": "crash", "target": "a", "at": "10050ms" })";
  const Played played(
      quick(crash, R"("when": { "measure": "availability", "below": 0.9, "window": "5s" })"));
  const auto [first, last] = failing(played);
  CHECK(first == Approx(10.1));
  CHECK(last == Approx(10.9).margin(0.11));
}

TEST_CASE("abort: requests without an answer count from their deadline on") {
  // Those that hang from 10.1 s on are due at 13.1 s. At 14 s these are 10, and as many have been
  // answered in the last 5 s: those from 9 s to 10 s.
  const auto hang = R"({ "name": "stuck", "kind": "hang", "target": "a", "at": "10050ms" })";
  auto setup =
      quick(hang, R"("when": { "measure": "availability", "below": 0.9, "window": "5s" })");
  setup.services = R"("a": { "workers": 1000 })";
  const auto [first, last] = failing(Played(setup));
  CHECK(first == Approx(10.1));
  CHECK(last == Approx(13.9).margin(0.11));
}

TEST_CASE("abort: by the error budget that is burnt") {
  // An objective of 0.99 allows 10 of the 1000 requests of the run to fail. At 52 s 20 have.
  const auto crash = R"({ "name": "down", "kind": "crash", "target": "a", "at": "50050ms" })";
  const Played played(quick(crash, R"("when": { "budget_burnt_above": 1.5, "objective": 0.99 })"));
  CHECK(played.count(Outcome::failed) == Approx(20).margin(1));
}

TEST_CASE("abort: by the 99 % quantile of the response times") {
  const auto slow =
      R"({ "name": "slow", "kind": "slow", "target": "a", "at": "10050ms", "factor": 5 })";
  auto setup = quick(slow, R"("when": { "measure": "response_p99_s", "above": 0.4 })");
  setup.services = R"("a": { "workers": 100 })";
  setup.operations = R"("a.run": [ { "work": "100ms" }, { "effect": "done" } ])";
  const Played played(setup);
  // Requests from 10.1 s on take 500 ms; the first is known at 10.6 s, so that 11 s is the end.
  for (const auto& request : played.requests) {
    CAPTURE(request.arrived_s);
    const bool begun = request.arrived_s > 10.05 && request.arrived_s < 10.95;
    CHECK(request.took_s == Approx(begun ? 0.5 : 0.1));
  }
}
