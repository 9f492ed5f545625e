#include <catch2/catch.hpp>

#include "tests/theory/bus.hpp"

using namespace faultline;

namespace {

/// One partition on a broker of three nodes, led by "bus#0"; followers take over after 100 ms.
Bus replicated(const std::string& topic, const std::string& faults) {
  Bus bus{.topic = R"("partitions": 1, "broker": "bus", "replication": "5ms", )" + topic};
  bus.work = R"({ "effect": "done" })";
  bus.brokers = R"("bus": { "nodes": 3, "failover": "100ms" })";
  bus.faults = faults;
  bus.events = 300;
  return bus;
}

constexpr auto two = R"("replicas": 2)";
constexpr auto alone = R"("replicas": 1)";

}  // namespace

TEST_CASE("Consumers see an event when followers have it") {
  const Course course(replicated(two, ""));
  for (std::size_t i = 0; i < 300; ++i)
    CHECK(course.completed[i] == static_cast<double>(i + 1) + 5);
  CHECK(Course(replicated(alone, "")).completed[7] == 8);
}

TEST_CASE("Who wants the acknowledgement of all waits for the followers") {
  auto bus = replicated(R"("replicas": 3, "acks": "all")", "");
  CHECK(Course(bus).answered[9] == 15);
  bus.topic += R"(, "min_in_sync": 3)";
  CHECK(Course(bus).answered[9] == 15);
  CHECK(Course(replicated(two, "")).answered[9] == 10);
}

TEST_CASE("While the leader is down nothing is published or had, until a follower takes over") {
  const Course course(replicated(two, crash("bus#0", "100500us", "150ms")));
  const auto refused = std::ranges::count(course.outcomes, 'f');
  CHECK(refused == 100);  // at 101, ..., 200 ms
  CHECK(course.outcomes[99] == 's');
  CHECK(course.outcomes[100] == 'f');
  CHECK(course.outcomes[199] == 'f');
  CHECK(course.outcomes[200] == 's');
}

TEST_CASE("What the leader had alone when it died is lost: rate times replication") {
  const Course course(replicated(two, crash("bus#0", "100500us", "1h")));
  // Acknowledged were those up to 100 ms; those after 95.5 ms were on no follower.
  for (std::size_t i = 0; i < 95; ++i) CHECK(course.completed[i] == static_cast<double>(i + 1) + 5);
  for (std::size_t i = 95; i < 100; ++i) {
    CHECK(course.outcomes[i] == 's');
    CHECK(course.completed[i] == Course::never);
  }
  CHECK(course.lost == 5 + 100);
}

TEST_CASE("With acknowledgement of all nothing is lost that was acknowledged") {
  const Course course(
      replicated(R"("replicas": 2, "acks": "all")", crash("bus#0", "100500us", "1h")));
  for (std::size_t i = 0; i < 300; ++i)
    CHECK((course.outcomes[i] == 's') == (course.completed[i] != Course::never));
  CHECK(std::ranges::count(course.outcomes, 'f') == 5 + 100);
}

TEST_CASE("A leader that is back before a follower took over has lost nothing") {
  const Course course(replicated(two, crash("bus#0", "100500us", "99ms")));
  for (std::size_t i = 0; i < 100; ++i) CHECK(course.completed[i] != Course::never);
  CHECK(course.completed[95] == 199.5);  // it waits for the leader
  CHECK(std::ranges::count(course.outcomes, 'f') == 99);
}

TEST_CASE("A leader that goes down twice is replaced that long after the second time") {
  const Course course(replicated(two, crash("bus#0", "100500us", "50ms") + ", " +
                                          R"({ "name": "again", "kind": "crash", "target": "bus#0",
    "at": "190500us" })"));
  // 101 to 150 ms, and 191 to 290 ms.
  CHECK(std::ranges::count(course.outcomes, 'f') == 50 + 100);
}

TEST_CASE("Without followers a partition waits for its node, and nothing is lost") {
  const Course course(replicated(alone, crash("bus#0", "100500us", "150ms")));
  CHECK(std::ranges::count(course.outcomes, 'f') == 150);
  CHECK(course.lost == 150);
}

TEST_CASE("With no follower up the first that comes back takes over, in an unclean election") {
  auto bus = replicated(R"("replicas": 2, "unclean_election": true)",
                        crash("bus#1", "50500us", "200ms") + ", " +
                            R"({ "name": "leader", "kind": "crash", "target": "bus#0",
    "at": "100500us" })");
  const Course course(bus);
  CHECK(std::ranges::count(course.outcomes, 'f') == 150);  // 101 to 250 ms
  // Alone, the leader waited for nobody.
  CHECK(course.completed[59] == 60);
  CHECK(course.completed[299] == 300 + (0));
}

TEST_CASE("Too few in sync: who wants the acknowledgement of all is refused") {
  auto bus = replicated(R"("replicas": 3, "acks": "all", "min_in_sync": 3)",
                        crash("bus#2", "100500us", "50ms"));
  CHECK(std::ranges::count(Course(bus).outcomes, 'f') == 50);
  bus.topic = R"("partitions": 1, "broker": "bus", "replicas": 3, "acks": "all", "min_in_sync": 2)";
  CHECK(std::ranges::count(Course(bus).outcomes, 'f') == 0);
}

TEST_CASE("A node that is lost takes only the partitions that it leads") {
  auto bus = replicated(R"("replicas": 2)", crash("bus#1", "100500us", "1h"));
  bus.topic.replace(bus.topic.find("1"), 1, "3");
  // Request i goes to partition i mod 3, led by node i mod 3.
  const Course course(bus);
  for (std::size_t i = 0; i < 300; ++i)
    CHECK((course.outcomes[i] == 'f') == (i % 3 == 1 && i >= 100 && i < 200));
}

TEST_CASE("With the whole broker down nothing is published, and all goes on when it is back") {
  const Course course(replicated(two, crash("bus", "100500us", "150ms")));
  CHECK(std::ranges::count(course.outcomes, 'f') == 150);
  CHECK(course.completed[299] == 305);
}

TEST_CASE("Replication of an event that comes late counts from when it came") {
  const Course course(replicated(two, R"({ "name": "late", "kind": "delay", "target": "news",
    "share": 1, "by": "50ms", "at": "0s" })"));
  for (std::size_t i = 0; i < 300; ++i)
    CHECK(course.completed[i] == static_cast<double>(i + 1) + 50 + 5);
}

TEST_CASE("A broker's node that stands still is replaced as one that is gone") {
  const Course course(replicated(two, R"({ "name": "still", "kind": "pause", "target": "bus#0",
    "at": "100500us", "for": "150ms" })"));
  CHECK(course.completed[94] == 100);
  CHECK(course.completed[299] == 305);
  CHECK(course.completed[95] == Course::never);  // the leader had it alone
}

TEST_CASE("A queue on a broker stands on its first node") {
  Bus bus{.topic = R"("broker": "bus")", .work = R"({ "effect": "done" })"};
  bus.brokers = R"("bus": { "nodes": 3 })";
  bus.faults = crash("bus#1", "0s", "1h");
  CHECK(Course(bus).outcomes == "ssss");
  bus.faults = crash("bus#0", "2500us", "1h");
  CHECK(Course(bus).outcomes == "ssff");
}
