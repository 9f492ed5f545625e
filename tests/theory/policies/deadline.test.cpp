#include <string>

#include "tests/theory/agrees.hpp"
#include "tests/theory/played.hpp"

using namespace faultline;

namespace {

/// Three hops: "a" works 10 ms and asks "b", which works 10 ms and asks "c", which works 100 ms.
/// These policies stand around the client's call, those around what "a" asks of "b".
Setup three_hops(const std::string& client, const std::string& between = "") {
  auto setup = in_vain(one_request());
  setup.transaction = R"("policies": [ )" + client + " ]";
  setup.services = R"("a": {}, "b": {}, "c": {})";
  setup.operations = R"("c.run": [ { "work": "100ms" }, { "effect": "done" } ],
    "b.run": [ { "work": "10ms" }, { "call": "c.run" } ],
    "a.run": [ { "work": "10ms" }, { "call": "b.run", "policies": [ )" +
                     between + " ] } ]";
  return setup;
}

/// When an attempt ended, from the arrival of the request at 1 s.
double ended_s(const Played& played, const std::string& operation) {
  return played.attempt_at(operation).ended_s - 1;
}

/// Two requests at a worker of "b": one holds it for 1 s, the other has 50 ms and would work 10 ms.
Setup behind_a_long_one(const std::string& b) {
  auto setup = one_request();
  setup.services = R"("a": {}, "b": { )" + b + " }";
  setup.operations = R"("b.hold": [ { "work": "1s" } ],
    "b.run": [ { "work": "10ms" }, { "effect": "done" } ],
    "a.run": [ { "parallel": [ { "call": "b.hold" }, { "call": "b.run", "policies": [
      { "kind": "deadline", "after": "50ms" } ] } ] } ])";
  return setup;
}

}  // namespace

TEST_CASE("Deadline: all hops that wait give up at it, and one at work when that step is done") {
  const Played played(three_hops(R"({ "kind": "deadline", "after": "50ms" })"));
  CHECK(played.in_short() == "1t");
  CHECK(played.requests[0].took_s == Approx(0.050));
  CHECK(ended_s(played, "a.run") == Approx(0.050));
  CHECK(ended_s(played, "b.run") == Approx(0.050));
  CHECK(ended_s(played, "c.run") == Approx(0.010 + 0.010 + 0.100));
  for (const auto& attempt : played.attempts) CHECK(attempt.outcome == Outcome::timed_out);
  CHECK_FALSE(played.requests[0].completed);
  CHECK(played.spent_s == Approx(0.120));
  CHECK(played.wasted_s == Approx(0.120));
}

TEST_CASE("A plain time-out of the client is unknown to the hops, which work to the end") {
  const Played played(three_hops(R"({ "kind": "timeout", "after": "50ms" })"));
  CHECK(played.requests[0].took_s == Approx(0.050));
  for (const std::string hop : {"a.run", "b.run", "c.run"})
    CHECK(ended_s(played, hop) == Approx(0.120));
  CHECK(played.requests[0].completed);
  CHECK(played.wasted_s == Approx(0.120));
}

TEST_CASE("Deadline with cancel: the work stops at it, on every hop") {
  const Played played(three_hops(R"({ "kind": "deadline", "after": "50ms", "cancel": true })"));
  for (const std::string hop : {"a.run", "b.run", "c.run"})
    CHECK(ended_s(played, hop) == Approx(0.050));
  CHECK_FALSE(played.requests[0].completed);
  CHECK(played.spent_s == Approx(0.050));
  CHECK(played.wasted_s == Approx(0.050));
}

TEST_CASE("A deadline that is kept changes nothing") {
  const Played played(three_hops(R"({ "kind": "deadline", "after": "121ms" })"));
  CHECK(played.in_short() == "1s");
  CHECK(played.requests[0].took_s == Approx(0.120));
  CHECK(played.requests[0].completed);
  CHECK(played.wasted_s == 0);
}

TEST_CASE("Of two deadlines the earlier stands, whoever set it") {
  const auto given_up_s = [](const std::string& client, const std::string& between) {
    const auto limit = [](const std::string& after) {
      return R"({ "kind": "deadline", "after": ")" + after + "\" }";
    };
    const Played played(three_hops(limit(client), limit(between)));
    CHECK(played.in_short() == "1t");
    return played.requests[0].took_s;
  };
  CHECK(given_up_s("50ms", "100ms") == Approx(0.050));
  CHECK(given_up_s("100ms", "20ms") == Approx(0.010 + 0.020));
}

TEST_CASE("A time-out inside a deadline fires where it is sooner") {
  const auto deadline = R"({ "kind": "deadline", "after": "50ms" })";
  const auto given_up_s = [&](const std::string& after) {
    const auto between = R"({ "kind": "timeout", "after": ")" + after + "\" }";
    return Played(three_hops(deadline, between)).requests[0].took_s;
  };
  CHECK(given_up_s("20ms") == Approx(0.010 + 0.020));
  CHECK(given_up_s("80ms") == Approx(0.050));
}

TEST_CASE("A retry starts no try that would begin after the deadline") {
  const std::string retry = R"({ "kind": "retry", "attempts": 10, "backoff": "fixed",
    "base": "100ms", "jitter": "none" })";
  const auto check = [](const std::string& policies, int attempts, double took_s) {
    auto setup = three_hops(policies);
    setup.faults = R"({ "name": "down", "kind": "crash", "target": "a", "at": "0s" })";
    const Played played(setup);
    INFO(policies);
    CHECK(played.in_short() == "1f");
    CHECK(played.attempts_at("a.run") == attempts);
    CHECK(played.requests[0].took_s == Approx(took_s));
  };
  const auto within = [](const std::string& after) {
    return R"({ "kind": "deadline", "after": ")" + after + "\" }";
  };
  check(within("250ms") + ", " + retry, 3, 0.2);  // at 0, 100 and 200 ms
  check(within("300ms") + ", " + retry, 3, 0.2);
  check(within("301ms") + ", " + retry, 4, 0.3);
  check(retry + ", " + within("250ms"), 10, 0.9);  // each try has a deadline of its own
}

TEST_CASE("A request that arrives after its deadline takes no worker, and does not queue for one") {
  auto setup = behind_a_long_one(R"("workers": 1)");
  setup.faults = R"({ "name": "far", "kind": "latency", "target": "b", "extra": "60ms",
    "at": "0s" })";
  const Played played(setup);
  CHECK(played.attempt_at("b.run").outcome == Outcome::timed_out);
  CHECK(ended_s(played, "b.run") == Approx(0.060 + 0.060));
  CHECK(played.spent_s == Approx(1.0));
}

TEST_CASE("A request whose deadline passes in the queue does nothing once it has a worker") {
  const Played played(behind_a_long_one(R"("workers": 1)"));
  CHECK(played.attempt_at("b.run").outcome == Outcome::timed_out);
  CHECK(ended_s(played, "b.run") == Approx(1.0));
  CHECK(played.requests[0].took_s == Approx(1.0));
  CHECK(played.spent_s == Approx(1.0));
  CHECK_FALSE(played.requests[0].completed);
}
