#include <catch2/catch.hpp>

#include "tests/theory/bus.hpp"
#include "tests/theory/played.hpp"

using namespace faultline;

namespace {

/// Ten writes a second to a store whose replica takes over a second after its primary went.
Setup writes(const std::string& faults) {
  auto setup = each_100ms({}, "30050ms", faults);
  setup.stores = R"("data": { "owner": "a", "replicas": 2, "failover": "1s", "time": "1ms" })";
  setup.operations = R"("a.run": [ { "query": "data", "write": true }, { "effect": "done" } ])";
  return setup;
}

constexpr auto first_down = R"({ "name": "first", "kind": "crash", "target": "data#0",
  "at": "5050ms", "for": "1h" }, )";

}  // namespace

TEST_CASE("primary_of: after a failover it is the node that has taken over") {
  // From 5.05 s to 6.05 s there is no primary: ten writes fail. Then node 1 is the primary, which
  // goes down at 15.05 s for 5 s: once more ten fail, until node 2 has taken over.
  const Played current(writes(std::string(first_down) + R"({ "name": "second", "kind": "crash",
    "target": { "primary_of": "data" }, "at": "15050ms", "for": "5s" })"));
  CHECK(current.in_short() == "50s 10f 90s 10f 140s");
  // Node 0 is down already: nothing happens.
  const Played named(writes(std::string(first_down) + R"({ "name": "second", "kind": "crash",
    "target": "data#0", "at": "15050ms", "for": "5s" })"));
  CHECK(named.in_short() == "50s 10f 240s");
}

TEST_CASE("primary_of: each time that it begins it is the primary of that time") {
  // A failure every 5 s, for 2 s: each time another node, and ten writes without a primary.
  const Played seen(writes(R"({ "name": "again", "kind": "crash", "at": "5050ms", "for": "14s",
    "target": { "primary_of": "data" }, "when": { "every": "5s", "lasts": "2s" } })"));
  CHECK(seen.in_short() == "50s 10f 40s 10f 40s 10f 140s");
}

TEST_CASE("A fault that waits for a condition strikes who has the role by then") {
  // The condition is met at 15 s, just before the write of that instant, when node 1 is the
  // primary: ten writes fail, until node 2 has taken over. The other nodes are not struck.
  const Played seen(writes(std::string(first_down) + R"({ "name": "mark", "kind": "slow",
    "factor": 1.001, "target": "a", "at": "14500ms", "for": "1s" }, { "name": "second",
    "kind": "crash", "target": { "primary_of": "data" }, "at": "0s",
    "when": { "while": { "during": "mark" }, "lasts": "5s" } })"));
  CHECK(seen.in_short() == "50s 10f 89s 10f 141s");
}

TEST_CASE("leader_of: it is the node that leads the topic's partition by then") {
  // Node 0 leads at first and goes for good; node 1 leads from 0.1 s on and is struck at 1 s. An
  // event that is published while there is no leader fails.
  Bus bus{.brokers = R"("bus": { "nodes": 3, "failover": "50ms" })",
          .faults = R"({ "name": "first", "kind": "crash", "target": "bus#0", "at": "50ms" },
            { "name": "second", "kind": "crash", "target": { "leader_of": "news" }, "at": "1s",
              "for": "10ms" })",
          .events = 2000};
  bus.topic = R"("partitions": 1, "broker": "bus", "replicas": 3)";
  bus.consumers = R"("consumers": 1, "batch": 100)";
  bus.work = R"({ "effect": "done" })";
  const Course seen(bus);
  const auto failed_in = [&](std::size_t from, std::size_t to) {
    return std::ranges::count(seen.outcomes.substr(from, to - from), 'f');
  };
  CHECK(failed_in(45, 110) == 50);    // 50 ms without a leader
  CHECK(failed_in(110, 990) == 0);    // node 1 leads
  CHECK(failed_in(990, 1100) == 10);  // it is back after 10 ms, before a failover
}

TEST_CASE("canary_of: those that run the new build while others do not") {
  Setup setup{.length = "100s", .arrivals = R"({ "kind": "constant", "rate": "40/s" })"};
  setup.services = R"("a": { "instances": 4, "workers": 100, "balancer": "round_robin" })";
  setup.operations = R"("a.run": [ { "work": "1ms" }, { "effect": "done" } ])";
  // One of four is moved at 10 s + 10 s and is watched until 80 s; the others follow then.
  setup.releases = R"({ "name": "new", "services": ["a"], "at": "10s",
    "strategy": { "kind": "canary", "share": 0.25, "watch": "60s", "failures": 1 } })";
  const auto failed = [&](const std::string& at) {
    setup.faults = R"({ "name": "bad", "kind": "errors", "rate": 1, "for": "10s", "at": ")" + at +
                   R"(", "target": { "canary_of": "a" } })";
    return Played(setup).count(Outcome::failed);
  };
  CHECK(failed("5s") == 0);     // before the release
  CHECK(failed("30s") == 100);  // a quarter of 400
  CHECK(failed("95s") == 0);    // all have the new build
}
