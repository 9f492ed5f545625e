#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

#include "tests/theory/consequences.hpp"
#include "tests/theory/played.hpp"

using namespace faultline;

namespace {

/// "b.note" publishes to "t", whose consumer "c.take" works for 10 ms and remembers what it had.
Setup noting(const std::string& of_a, const std::string& consumers) {
  auto setup = one_request();
  setup.services = R"("a": {}, "b": {}, "c": {})";
  setup.operations = R"("c.take": [ { "work": "10ms" }, { "effect": "done" } ])";
  setup.designs = R"("only": { "topics": { "t": { "append": "0ms" } },
    "subscriptions": { "c.take": { "topic": "t", )" +
                  consumers + R"( } },
    "b.note": [ { "publish": "t" } ], "a.run": [ )" +
                  of_a + " ] }";
  return setup;
}

std::string twice() { return R"({ "call": "b.note" }, { "call": "b.note" })"; }

double duplicates(const Setup& setup) {
  return told(setup, [](const Ledger& ledger) {
    return std::vector{static_cast<double>(ledger.transactions.at(0).duplicates)};
  })[0];
}

}  // namespace

TEST_CASE("Event: an operation that is called twice publishes two, which nobody takes for one") {
  for (const std::string consumers :
       {R"("delivery": "effectively_once", "remembers": 100)", R"("remembers": 100)"}) {
    const auto setup = noting(twice(), consumers);
    CHECK(Played(setup).attempts_at("c.take") == 2);
    CHECK(duplicates(setup) == 1);
  }
}

TEST_CASE("Event: copies of one publish are the same event, and a remembered id passes them over") {
  auto setup = noting(R"({ "call": "b.note" })", R"("remembers": 100, "consumers": 10)");
  setup.faults = R"({ "name": "twice", "kind": "duplicate", "target": "t", "share": 1,
    "at": "0s" })";
  // Ten consumers have both copies at once; the second waits for the first, and does nothing.
  CHECK(Played(setup).attempts_at("c.take") == 1);
  CHECK(duplicates(setup) == 0);
  setup = noting(R"({ "call": "b.note" })", R"("consumers": 10)");
  setup.faults = R"({ "name": "twice", "kind": "duplicate", "target": "t", "share": 1,
    "at": "0s" })";
  CHECK(Played(setup).attempts_at("c.take") == 2);
  CHECK(duplicates(setup) == 1);
}

TEST_CASE("Event: forty steps that publish are forty events") {
  std::string steps;
  for (int i = 0; i < 40; ++i) steps += std::string(i == 0 ? "" : ", ") + R"({ "publish": "t" })";
  auto setup = noting(R"({ "call": "b.note" }, )" + steps, R"("remembers": 1000)");
  CHECK(Played(setup).attempts_at("c.take") == 41);
  CHECK(duplicates(setup) == 40);
}

TEST_CASE(
    "Event: a batch that takes longer than max_poll is delivered over and over, and counted") {
  auto setup = one_request();
  setup.drain = "10s";
  setup.services = R"("a": {}, "c": {})";
  setup.operations = R"("c.take": [ { "work": "1s" }, { "effect": "done" } ])";
  setup.designs = R"("only": { "topics": { "t": { "append": "0ms", "partitions": 1 } },
    "subscriptions": { "c.take": { "topic": "t", "max_poll": "500ms", "rebalance": "0ms" } },
    "a.run": [ { "publish": "t" } ] })";
  // One a second, until the run ends; only the first one is the first attempt.
  CHECK(Played(setup).attempts_at("c.take") >= 9);
  const auto names = frame_of(scenario_of(setup), "only").operations;
  const auto take = std::ranges::find(names, "c.take") - names.begin();
  const auto firsts = told(setup, [&](const Ledger& ledger) {
    return std::vector{static_cast<double>(std::ranges::count_if(
        ledger.attempts, [&](const auto& one) { return one.operation == take && one.first; }))};
  });
  CHECK(firsts[0] == 1);
}

TEST_CASE("Event: a receive that runs into the visibility timeout counts as one of its attempts") {
  auto setup = one_request();
  setup.drain = "20s";
  setup.services = R"("a": {}, "c": {})";
  setup.operations = R"("c.take": [ { "work": "3s" }, { "effect": "done" } ])";
  setup.designs = R"("only": { "topics": { "t": { "append": "0ms", "visibility": "1s" } },
    "subscriptions": { "c.take": { "topic": "t", "consumers": 10, "attempts": 3 } },
    "a.run": [ { "publish": "t" } ] })";
  CHECK(Played(setup).attempts_at("c.take") == 3);
}
