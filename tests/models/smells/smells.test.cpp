#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

#include "models/scenario/validation/validation.hpp"
#include "models/smells/smell.hpp"
#include "tests/theory/setup.hpp"

using namespace faultline;

namespace {

/// How often each smell is found in the design "only".
std::map<std::string, int> smells(const Setup& setup) {
  auto document = parse_document(setup.text(), "shop.json");
  const auto scenario = read_scenario(document);
  std::map<std::string, int> counts;
  for (const auto& smell : smells_of(scenario, "only")) {
    ++counts[smell.kind];
    CHECK(smell.place.line > 0);
  }
  return counts;
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
                                {"unbounded queue", 3}});
}

TEST_CASE("Smells: two services that call each other, one of them three times") {
  const std::string to_b = R"({ "call": "b.run" )" + limit + " }";
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
