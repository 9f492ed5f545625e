#include "models/loads/load.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "models/loads/flow.hpp"
#include "models/scenario/validation/validation.hpp"
#include "tests/theory/setup.hpp"

using namespace faultline;

namespace {

using Of = PartLoad::Of;

OfferedLoad load(const Setup& setup) {
  auto document = parse_document(setup.text(), "shop.json");
  const auto scenario = read_scenario(document);
  return load_of(scenario, outline_of(scenario, scenario.designs.front().value));
}

const PartLoad& part(const OfferedLoad& load, const std::string& name, Of of) {
  for (const auto& part : load.parts)
    if (part.part == name && part.of == of) return part;
  FAIL("no load of " << name);
  return load.parts.front();
}

std::string poisson(const std::string& rate) {
  return R"({ "kind": "poisson", "rate": ")" + rate + R"(" })";
}

}  // namespace

TEST_CASE("a worker is busy for its work and for all that it waits for") {
  const auto found =
      load({.arrivals = poisson("50/s"),
            .services = R"("a": { "workers": 4, "instances": 2 }, "b": { "workers": 2 })",
            .stores = R"("data": { "owner": "b", "time": "5ms", "connections": 1 })",
            .operations = R"("a.run": [ { "work": "10ms" }, { "call": "b.get" } ],
                             "b.get": [ { "work": "15ms" }, { "query": "data" },
                                        { "query": "data" }, { "effect": "done" } ])"});
  CHECK(found.rate == Approx(50));
  const auto& a = part(found, "a", Of::workers);
  CHECK(a.demand_s == Approx(0.010 + 0.015 + 2 * 0.005));
  CHECK(a.servers == 8);
  CHECK(found.utilisation(a) == Approx(50 * 0.035 / 8));
  const auto& data = part(found, "data", Of::connections);
  CHECK(data.visits == Approx(2));
  CHECK(data.most_rate() == Approx(1 / 0.010));
  const auto& b = part(found, "b", Of::workers);
  CHECK(b.most_rate() == Approx(2 / 0.025));
  REQUIRE(found.bottleneck());
  CHECK(found.bottleneck()->part == "b");
}

TEST_CASE("what happens by chance, in turns, at once and one way of several counts as it occurs") {
  const auto found = load({.operations = R"("a.run": [
           { "work": "8ms", "probability": 0.25 },
           { "repeat": [ { "work": "1ms" } ], "times": 6, "at_once": 2 },
           { "parallel": [ { "work": "3ms" }, { "work": "7ms" } ] },
           { "choose": [ { "weight": 3, "steps": [ { "work": "4ms" } ] },
                         { "weight": 1, "steps": [] } ] },
           { "effect": "done" } ])"});
  const auto& a = part(found, "a", Of::workers);
  CHECK(a.demand_s == Approx(0.25 * 0.008 + 6 * 0.001 / 2 + 0.007 + 0.75 * 0.004));
  CHECK(a.exact);
}

TEST_CASE("steps of one class are taken by its share of the requests") {
  const auto found =
      load({.keys_and_classes = R"("classes": { "rich": { "share": 1 }, "poor": { "share": 3 } })",
            .services = R"("a": {}, "b": {})",
            .operations = R"("a.run": [ { "call": "b.get", "classes": ["rich"] },
                                        { "effect": "done" } ],
                             "b.get": [ { "work": "20ms" } ])"});
  CHECK(part(found, "b", Of::workers).visits == Approx(0.25));
  CHECK(part(found, "a", Of::workers).demand_s == Approx(0.25 * 0.020));
}

TEST_CASE("where all calls fail, the attempts on the hops of a path multiply") {
  const std::string thrice = R"(, "policies": [ { "kind": "retry", "attempts": 3 } ] })";
  const auto found = load({.services = R"("a": {}, "b": {}, "c": {})",
                           .operations = R"("a.run": [ { "call": "b.get" )" + thrice +
                                         R"( ], "b.get": [ { "call": "c.get" )" + thrice +
                                         R"( ], "c.get": [ { "work": "1ms" },
                                                           { "effect": "done" } ])"});
  CHECK(part(found, "b", Of::workers).worst_visits == Approx(3));
  CHECK(part(found, "c", Of::workers).visits == Approx(1));
  CHECK(part(found, "c", Of::workers).worst_visits == Approx(9));
}

TEST_CASE("events keep consumers busy, and not the workers of their service") {
  const auto found =
      load({.arrivals = poisson("100/s"),
            .services = R"("a": {}, "b": {})",
            .operations = R"("b.take": [ { "work": "30ms" }, { "effect": "done" } ])",
            .designs = R"("only": { "topics": { "news": { "partitions": 2 } },
                "a.run": [ { "publish": "news" } ],
                "subscriptions": { "b.take": { "topic": "news", "consumers": 4 } } })"});
  const auto& consumers = part(found, "b.take", Of::consumers);
  CHECK(consumers.servers == 2);  // one of them for each partition
  CHECK(found.utilisation(consumers) == Approx(100 * 0.030 / 2));
  for (const auto& one : found.parts) CHECK_FALSE((one.part == "b" && one.of == Of::workers));
}

TEST_CASE("a transaction holds its connection while its steps wait for others") {
  const auto found = load({.services = R"("a": {}, "b": {})",
                           .stores = R"("data": { "owner": "a", "time": "2ms", "connections": 3 })",
                           .operations = R"("a.run": [ { "transaction": "data", "steps": [
                               { "query": "data" }, { "call": "b.get" } ] },
                               { "effect": "done" } ],
                             "b.get": [ { "work": "50ms" } ])"});
  const auto& data = part(found, "data", Of::connections);
  CHECK(data.visits == Approx(1));
  CHECK(data.demand_s == Approx(0.002 + 0.002 + 0.050));
}

TEST_CASE("a pool has its connections once for each instance that calls") {
  const auto found = load({.services = R"("a": { "instances": 3 }, "b": {})",
                           .operations = R"("a.run": [ { "call": "b.get", "policies": [
                               { "kind": "pool", "connections": 2 } ] } ],
                             "b.get": [ { "work": "40ms" }, { "effect": "done" } ])"});
  const auto& slots = part(found, "a.run -> b.get", Of::slots);
  CHECK(slots.servers == 6);
  CHECK(slots.demand_s == Approx(0.040));
}

TEST_CASE("users who think ask no more often than N / (Z + R), nor than the bottleneck bears") {
  const std::string users = R"({ "kind": "closed", "users": 10, "think": "900ms" })";
  const std::string operations = R"("a.run": [ { "work": "100ms" }, { "effect": "done" } ])";
  const auto free = load({.workload = users, .operations = operations});
  CHECK(free.at_most);
  CHECK(free.rate == Approx(10 / (0.9 + 0.1)));
  const auto busy = load({.workload = users,
                          .services = R"("a": { "workers": 1, "queue": 5 })",
                          .operations = operations,
                          .in_vain = true});
  CHECK(busy.rate == Approx(1 / 0.1));
}

TEST_CASE("what the file does not say is known from below only") {
  const auto cached =
      load({.keys_and_classes = R"("keys": { "count": 100 })",
            .services = R"("a": {}, "b": {})",
            .caches = R"("near": { "owner": "a", "time": "1ms", "entries": 10 })",
            .operations = R"("a.run": [ { "cache": "near", "miss": [ { "call": "b.get" } ] },
                                   { "effect": "done" } ],
                        "b.get": [ { "work": "20ms" } ])"});
  const auto& a = part(cached, "a", Of::workers);
  CHECK(a.demand_s == Approx(0.001));
  CHECK_FALSE(a.exact);
  const auto& b = part(cached, "b", Of::workers);
  CHECK(b.visits == 0);
  CHECK(b.worst_visits == 1);
  CHECK_FALSE(b.exact);
}

TEST_CASE("an order puts what lies in a circle, and behind one, last") {
  const auto order = in_order(5, {{0, 1}, {1, 2}, {2, 1}, {2, 3}, {0, 4}});
  CHECK(order.straight == 2);
  CHECK(order.vertices == std::vector<int>{0, 4, 1, 2, 3});
}
