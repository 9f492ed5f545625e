#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "models/scenario/validation/validation.hpp"
#include "models/smells/smell.hpp"
#include "tests/theory/setup.hpp"

using namespace faultline;

namespace {

std::vector<Smell> smells_in(Document& document) {
  const auto scenario = read_scenario(document);
  const auto outline = outline_of(scenario, scenario.designs.front().value);
  return smells_of(scenario, outline, load_of(scenario, outline));
}

/// How often each smell is found in the design "only".
std::map<std::string, int> smells(const Setup& setup) {
  auto document = parse_document(setup.text(), "shop.json");
  std::map<std::string, int> counts;
  for (const auto& smell : smells_in(document)) {
    ++counts[smell.kind];
    CHECK(smell.place.line > 0);
  }
  return counts;
}

/// What the first smell of this kind tells.
std::string evidence(const Setup& setup, const std::string& kind) {
  auto document = parse_document(setup.text(), "shop.json");
  for (const auto& smell : smells_in(document))
    if (smell.kind == kind) return smell.evidence;
  return "none";
}

using Counts = std::map<std::string, int>;

const std::string limit = R"(, "policies": [ { "kind": "timeout", "after": "1s" } ])";

}  // namespace

TEST_CASE("Smells: a service that works alone has none") {
  CHECK(smells({.operations = R"("a.run": [ { "work": "1ms" }, { "effect": "done" } ])"}).empty());
}

TEST_CASE("Smells: a store that two services write, and one that a third reads") {
  const Setup setup{.services = R"("a": {}, "b": { "queue": 9 }, "c": { "queue": 9 })",
                    .stores = R"("data": { "owner": "b", "time": "1ms" })",
                    .operations = R"("a.run": [ { "call": "b.run" )" + limit +
                                  R"( }, { "call": "c.run" )" + limit +
                                  R"( }, { "query": "data" } ],
                                  "b.run": [ { "query": "data", "write": true } ],
                                  "c.run": [ { "query": "data", "write": true },
                                             { "effect": "done" } ])"};
  CHECK(smells(setup) == Counts{{"foreign table read", 1}, {"shared database", 1}});
}

TEST_CASE("Smells: a chain of three calls without limits, whose retries multiply") {
  const std::string thrice = R"(, "policies": [ { "kind": "retry", "attempts": 3 } ])";
  const Setup setup{.services = R"("a": {}, "b": {}, "c": {}, "d": {})",
                    .operations = R"("a.run": [ { "call": "b.run" )" + thrice +
                                  R"( } ], "b.run": [ { "call": "c.run" )" + thrice +
                                  R"( } ], "c.run": [ { "call": "d.run" )" + thrice +
                                  R"( } ], "d.run": [ { "effect": "done" } ])"};
  CHECK(smells(setup) == Counts{{"no timeout", 3},
                                {"retry amplification", 1},
                                {"synchronous chain", 1},
                                {"unbounded queue", 3},
                                {"unsafe retry", 1}});
}

TEST_CASE("Smells: two services that call each other, one of them three times") {
  const std::string to_b =
      R"({ "call": "b.run", "policies": [ { "kind": "timeout", "after": "2s" } ] })";
  const Setup setup{.services = R"("a": { "queue": 9 }, "b": { "queue": 9 })",
                    .operations = R"("a.run": [ )" + to_b + "," + to_b + "," + to_b +
                                  R"( ], "b.run": [ { "call": "a.look" )" + limit +
                                  R"( } ], "a.look": [ { "effect": "done" } ])"};
  CHECK(smells(setup) == Counts{{"chatty pair", 1}, {"cyclic dependency", 1}});
}

TEST_CASE("Smells: events without an outbox, a memory, a last attempt and a second node") {
  const Setup setup{.services = R"("a": {}, "b": {})",
                    .stores = R"("data": { "owner": "a", "time": "1ms" })",
                    .operations = R"("b.take": [ { "effect": "done" } ])",
                    .designs = R"("only": { "topics": { "news": { "partitions": 1 } },
                      "a.run": [ { "query": "data", "write": true }, { "publish": "news" } ],
                      "subscriptions": { "b.take": { "topic": "news" } } })"};
  CHECK(smells(setup) == Counts{{"dual write", 1},
                                {"missing dead letter", 1},
                                {"not idempotent", 1},
                                {"single broker node", 1}});
  auto cured = setup;
  cured.designs = R"("only": { "brokers": { "bus": { "nodes": 3 } },
      "topics": { "news": { "partitions": 1, "broker": "bus", "replicas": 3 } },
      "a.run": [ { "query": "data", "write": true },
                 { "publish": "news", "outbox": { "store": "data", "every": "100ms" } } ],
      "subscriptions": { "b.take": { "topic": "news", "attempts": 3, "remembers": 1000 } } })";
  CHECK(smells(cured).empty());
}

TEST_CASE("Smells: a strict reader, and services that are released together") {
  const Setup setup{.services = R"("a": {}, "b": { "queue": 9 })",
                    .operations = R"("a.run": [ { "call": "b.run", "contract": "order" )" + limit +
                                  R"( } ], "b.run": [ { "parse": "order", "reader": "strict" },
                                                      { "effect": "done" } ])",
                    .contracts = R"("order": { "owner": "a", "fields": ["id"] })",
                    .releases = R"({ "name": "both", "services": ["a", "b"], "at": "10s" })"};
  CHECK(smells(setup) == Counts{{"brittle format", 1}, {"lockstep group", 1}});
}

TEST_CASE("Smells: a service that calls all five others") {
  std::string services = R"("a": {})";
  std::string calls;
  std::string others;
  for (const std::string name : {"b", "c", "d", "e", "f"}) {
    services += ", \"" + name + R"(": { "queue": 9 })";
    calls += R"({ "call": ")" + name + R"(.get")" + limit + " }, ";
    others += ", \"" + name + R"(.get": [ { "work": "1ms" } ])";
  }
  const Setup setup{.services = services,
                    .operations = R"("a.run": [ )" + calls + R"({ "effect": "done" } ])" + others};
  CHECK(smells(setup) == Counts{{"hub", 1}});
  CHECK(evidence(setup, "hub") == "a is called by 0 and calls 5 of the other 5 services");
}

TEST_CASE("Smells: a change that is retried after a timeout, but not one that only was rejected") {
  const auto retried = [](const std::string& on) {
    return Setup{.services = R"("a": {}, "b": { "queue": 9 })",
                 .operations = R"("a.run": [ { "call": "b.pay", "policies": [
                     { "kind": "retry", "attempts": 3, "on": [)" +
                               on + R"(] }, { "kind": "timeout", "after": "1s" } ] } ],
                     "b.pay": [ { "effect": "done" } ])"};
  };
  CHECK(smells(retried(R"("rejected")")).empty());
  const auto setup = retried(R"("rejected", "timed_out")");
  CHECK(smells(setup) == Counts{{"unsafe retry", 1}});
  CHECK(evidence(setup, "unsafe retry") ==
        "a.run asks b.pay up to 3 times, which has the effect \"done\" each time");
}

TEST_CASE("Smells: a caller that gives up after 1 s, on one that may wait three times for 800 ms") {
  const auto with = [](const std::string& outer) {
    return Setup{.services = R"("a": {}, "b": { "queue": 9 }, "c": { "queue": 9 })",
                 .operations = R"("a.run": [ { "call": "b.run", "policies": [ )" + outer +
                               R"( ] }, { "effect": "done" } ],
                     "b.run": [ { "call": "c.run", "policies": [
                         { "kind": "retry", "attempts": 3, "base": "100ms", "jitter": "none" },
                         { "kind": "timeout", "after": "800ms" } ] } ],
                     "c.run": [ { "work": "1ms" } ])"};
  };
  const auto setup = with(R"({ "kind": "timeout", "after": "1s" })");
  CHECK(smells(setup) == Counts{{"timeout inversion", 1}});
  CHECK(evidence(setup, "timeout inversion") ==
        "a.run gives up on b.run after 1 s, which may wait 2.6 s for c.run");
  CHECK(smells(with(R"({ "kind": "timeout", "after": "2.7s" })")).empty());
  CHECK(smells(with(R"({ "kind": "deadline", "after": "1s" })")).empty());
}

TEST_CASE("Smells: a store with fewer connections than its queries need") {
  const auto with = [](const std::string& connections) {
    return Setup{
        .arrivals = R"({ "kind": "poisson", "rate": "100/s" })",
        .stores = R"("data": { "owner": "a", "time": "50ms", "connections": )" + connections + " }",
        .operations = R"("a.run": [ { "query": "data" }, { "effect": "done" } ])"};
  };
  CHECK(smells(with("6")).empty());
  CHECK(smells(with("4")) == Counts{{"pool too small", 1}});
  CHECK(evidence(with("4"), "pool too small") ==
        "data has 4 connections, and 100 requests/s need 5: it bears 80/s at most");
}
