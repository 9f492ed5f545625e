#include <catch2/catch.hpp>
#include <string>

#include "tests/theory/agrees.hpp"
#include "tests/theory/played.hpp"

using namespace faultline;

namespace {

/// One request that repeats so a call of 10 ms at "b".
Setup repeating(const std::string& how) {
  auto setup = one_request();
  setup.services = R"("a": {}, "b": { "workers": 100 })";
  setup.operations = R"("b.run": [ { "work": "10ms" } ],
    "a.run": [ { "repeat": [ { "call": "b.run" } ], )" +
                     how + R"( }, { "effect": "done" } ])";
  return setup;
}

double took_s(const Setup& setup) { return Played(setup).requests.at(0).took_s; }

}  // namespace

TEST_CASE("Repeat in turn: N calls of t take N t, and are N attempts") {
  CHECK(took_s(repeating(R"("times": 7)")) == Approx(7 * 0.010));
  CHECK(Played(repeating(R"("times": 7)")).attempts_at("b.run") == 7);
  CHECK(took_s(repeating(R"("times": 0)")) == 0);
}

TEST_CASE("Repeat k at once: N calls of t take ceil(N / k) t") {
  CHECK(took_s(repeating(R"("times": 7, "at_once": 3)")) == Approx(3 * 0.010));
  CHECK(took_s(repeating(R"("times": 7, "at_once": 7)")) == Approx(0.010));
  CHECK(Played(repeating(R"("times": 7, "at_once": 3)")).attempts_at("b.run") == 7);
  CHECK(Played(repeating(R"("times": 7, "at_once": 3)")).spent_s == Approx(7 * 0.010));
}

TEST_CASE("Repeat: each turn draws for itself, the first as if it stood there alone") {
  auto setup = repeating(R"("times": 3)");
  const std::string work = R"("b.run": [ { "work": { "kind": "exponential", "mean": "10ms" } } ],)";
  setup.operations.replace(0, setup.operations.find('\n'), work);
  const Played thrice(setup);
  setup.operations = work + R"( "a.run": [ { "call": "b.run" }, { "effect": "done" } ])";
  const Played once(setup);
  const auto length = [](const Played::Attempt& one) { return one.ended_s - one.started_s; };
  CHECK(length(thrice.attempts[0]) == Approx(length(once.attempts[0])));
  CHECK(length(thrice.attempts[1]) != Approx(length(thrice.attempts[0])));
  CHECK(length(thrice.attempts[2]) != Approx(length(thrice.attempts[1])));
}

TEST_CASE("Repeat a drawn number of times: calls in the mean as often as its law says") {
  auto setup = repeating(R"("times": { "kind": "geometric", "mean": 4 })");
  setup.length = "100s";
  setup.arrivals = poisson_at(100);
  const auto calls = replicated(setup, 6, [](const Ledger& ledger) {
    return static_cast<double>(ledger.attempts.size() - ledger.transactions.size()) /
           static_cast<double>(ledger.transactions.size());
  });
  CHECK_THAT(calls, Agrees(4, {0.02}));
}

TEST_CASE("Repeat: a turn that fails ends it, and the rest is left out") {
  for (const std::string at_once : {"1", "2"}) {
    auto setup = repeating(R"("times": 6, "at_once": )" + at_once);
    setup.faults = R"({ "name": "down", "kind": "crash", "target": "b", "at": "1015ms" })";
    const Played played(setup);
    CHECK(played.in_short() == "1f");
    CHECK(played.requests[0].took_s == Approx(0.015));
    CHECK(played.attempts_at("b.run") == (at_once == "1" ? 2 : 4));
  }
}

TEST_CASE("Repeat within a transaction of a store asks on its connection, one after the other") {
  auto setup = one_request();
  setup.stores = R"("s": { "owner": "a", "connections": 1, "time": "5ms" })";
  setup.operations = R"("a.run": [ { "transaction": "s", "steps": [
    { "repeat": [ { "query": "s" } ], "times": 4 } ] }, { "effect": "done" } ])";
  CHECK(took_s(setup) == Approx((4 + 1) * 0.005));  // and the commit
}

TEST_CASE("Choose takes exactly one branch, each with its share") {
  Setup setup;
  setup.length = "100s";
  setup.arrivals = poisson_at(100);
  setup.services = R"("a": {}, "b": {}, "c": {})";
  setup.operations = R"("b.run": [ { "work": "1ms" } ], "c.run": [ { "work": "2ms" } ],
    "a.run": [ { "choose": [ { "weight": 3, "steps": [ { "call": "b.run" } ] },
      { "weight": 1, "steps": [ { "call": "c.run" } ] } ] }, { "effect": "done" } ])";
  const auto share = replicated(setup, 6, [](const Ledger& ledger) {
    double chosen = 0;
    for (const auto& attempt : ledger.attempts)
      chosen += attempt.ended - attempt.started == Duration(1'000'000);
    CHECK(ledger.attempts.size() == 2 * ledger.transactions.size());
    return chosen / static_cast<double>(ledger.attempts.size());  // each call, and who makes it
  });
  CHECK_THAT(share, Agrees(0.75, {0.02}));
}
