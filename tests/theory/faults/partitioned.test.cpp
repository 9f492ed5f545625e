#include <catch2/catch.hpp>

#include "tests/theory/bus.hpp"
#include "tests/theory/played.hpp"

using namespace faultline;

namespace {

std::string cut(const std::string& target, const std::string& when, const std::string& more = "") {
  return R"({ "name": "cut", "kind": "partition", "target": )" + target + ", " + when + more + " }";
}

}  // namespace

TEST_CASE("Health checks notice who is cut off from everybody") {
  auto setup = each_100ms({}, "60050ms", cut("\"a#0\"", R"("at": "10050ms", "for": "20s")"));
  setup.platform = R"("zones": { "rack": { "hosts": ["client", "one", "two"] } })";
  setup.services = R"("a": { "instances": 2, "balancer": "round_robin", "hosts": ["one", "two"],
    "health": { "every": "1s", "unhealthy_after": 3, "healthy_after": 2 } })";
  setup.operations = R"("a.run": [ { "work": "1ms" }, { "effect": "done" } ])";
  setup.transaction =
      R"("deadline": "1s", "policies": [ { "kind": "timeout", "after": "500ms" } ])";
  // The third check fails at 13 s: in 3 s every second of 10 requests a second is lost.
  const Played seen(setup);
  CHECK(seen.count(Outcome::timed_out) == Approx(3 * 10 / 2).margin(1));
  CHECK(seen.requests.size() == 600);
}

TEST_CASE("A consumer that is cut off from the topic takes no events, and then goes on") {
  for (const auto* topic : {R"("partitions": 1)", R"("priority": false)"}) {
    CAPTURE(topic);
    // "b" is cut off from the topic from 0.5 ms to 100.5 ms: four events of 1 to 4 ms wait.
    Bus bus{.faults = cut("\"news\"", R"("at": "500us", "for": "100ms")", R"(, "from": "b")")};
    bus.topic = topic;
    auto setup = bus.setup();
    setup.platform = R"("zones": { "rack": { "latency": "0ms", "hosts": ["client", "a", "b",
      "news"] } })";
    const Course seen(setup);
    REQUIRE(seen.completed.size() == 4);
    for (std::size_t i = 0; i < 4; ++i)
      CHECK(seen.completed[i] == Approx(100.5 + 10 * (static_cast<double>(i) + 1)).margin(0.1));
  }
}

TEST_CASE("Consumers that are cut off from everybody lose their partitions to others") {
  // Two consumers of two partitions; the first is cut off for a minute. After the session of 10 s
  // and the rebalance of 1 s the other one has both.
  Setup setup = each_100ms({}, "40050ms", cut("\"b#0\"", R"("at": "5050ms", "for": "1h")"));
  setup.platform = R"("zones": { "rack": { "latency": "0ms", "hosts": ["client", "a", "one", "two",
    "news"] } })";
  setup.keys_and_classes = R"("keys": { "count": 1000, "exponent": 0 })";
  setup.services = R"("a": {}, "b": { "instances": 2, "hosts": ["one", "two"] })";
  setup.designs = R"("only": { "topics": { "news": { "partitions": 2 } },
    "a.run": [ { "publish": "news" } ], "b.run": [ { "work": "1ms" }, { "effect": "done" } ],
    "subscriptions": { "b.run": { "topic": "news", "consumers": 2, "session": "10s",
      "rebalance": "1s" } } })";
  const auto latest = told(setup, [](const Ledger& ledger) {
    double late = 0, lost = 0;
    for (const auto& one : ledger.transactions) {
      lost += one.completed == end_of_time;
      if (one.completed != end_of_time) late = std::max(late, seconds(one.completed - one.arrived));
    }
    return std::vector<double>{late, lost};
  });
  CHECK(latest[1] == 0);
  CHECK(latest[0] == Approx(11).margin(0.5));
}

TEST_CASE("A store whose primary is cut off from everybody fails over, and refuses late writes") {
  const auto ends = [](const std::string& failover, const std::string& timeout) {
    auto setup = each_100ms({}, "40050ms", cut("\"data#0\"", R"("at": "10050ms", "for": "10s")"));
    setup.platform = R"("zones": { "rack": { "latency": "0ms", "hosts": ["client", "a", "one",
      "two"] } })";
    setup.services = R"("a": { "workers": 1000 })";
    setup.stores =
        R"("data": { "owner": "a", "replicas": 1, "time": "1ms", "hosts": ["one", "two"])" +
        failover + " }";
    setup.transaction = R"("deadline": "1min")" + timeout;
    setup.operations = R"("a.run": [ { "query": "data", "write": true }, { "effect": "done" } ])";
    return Played(in_vain(setup));
  };
  constexpr auto after_1s = R"(, "failover": "1s")";
  constexpr auto in_time = R"(, "policies": [ { "kind": "timeout", "after": "50ms" } ])";
  // Ten writes of the first second are not answered; then the replica is the primary, for good.
  CHECK(ends(after_1s, in_time).in_short() == "100s 10t 290s");
  CHECK(ends("", in_time).in_short() == "100s 100t 200s");
  // Who waits is refused by the former primary, as soon as it can be reached.
  const auto patient = ends(after_1s, "");
  CHECK(patient.in_short() == "100s 10f 290s");
  CHECK(patient.requests[100].took_s == Approx(10.05 + 10 - 10.1).margin(0.01));
  // Without a failover nothing is lost.
  CHECK(ends("", "").in_short() == "400s");
}

TEST_CASE("A replica that is cut off from everybody gets no reads, and no updates") {
  const auto stale = [](const std::string& faults) {
    auto setup = each_100ms({}, "40050ms", faults);
    setup.platform = R"("zones": { "rack": { "latency": "0ms", "hosts": ["client", "a", "one",
      "two"] } })";
    setup.stores =
        R"("data": { "owner": "a", "replicas": 1, "time": "1ms", "hosts": ["one", "two"] })";
    setup.operations = R"("a.run": [ { "query": "data", "from": "any" }, { "effect": "done" } ])";
    return Played(setup);
  };
  const auto seen = stale(cut("\"data#1\"", R"("at": "10050ms", "for": "10s")"));
  for (const auto& one : seen.requests) CHECK(one.took_s < 0.1);
}

TEST_CASE("Quorum under partition: the side with the majority goes on, the other one does not") {
  // Three nodes, of which two have to have an event. The leader is cut off from all: after the
  // failover of 1 s one of the two others leads. Cut off as a follower, nobody notices.
  const auto failed = [](const std::string& target, const std::string& more = "") {
    Setup setup = each_100ms({}, "30050ms", cut(target, R"("at": "10050ms", "for": "10s")", more));
    setup.platform = R"("zones": { "rack": { "latency": "0ms", "hosts": ["client", "a", "b", "one",
      "two", "three"] } })";
    setup.services = R"("a": { "workers": 1000 }, "b": {})";
    setup.transaction =
        R"("deadline": "1s", "policies": [ { "kind": "timeout", "after": "50ms" } ])";
    setup.designs = R"("only": { "brokers": { "bus": { "nodes": 3, "failover": "1s",
        "hosts": ["one", "two", "three"] } },
      "topics": { "news": { "partitions": 1, "broker": "bus", "replicas": 3, "acks": "all",
        "min_in_sync": 2 } },
      "a.run": [ { "publish": "news" } ], "b.run": [ { "effect": "done" } ],
      "subscriptions": { "b.run": { "topic": "news" } } })";
    setup.in_vain = true;
    return static_cast<int>(Played(setup).requests.size()) -
           Played(setup).count(Outcome::succeeded);
  };
  CHECK(failed("\"bus#0\"") == Approx(10).margin(1));
  CHECK(failed("\"bus#2\"") == 0);
  // Two of three followers away: no majority, for the whole ten seconds.
  CHECK(failed(R"({ "part": "bus", "instances": 3 })") == Approx(100).margin(1));
}
