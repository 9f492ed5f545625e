#include <catch2/catch.hpp>

#include "tests/theory/bus.hpp"

using namespace faultline;

namespace {

/// One partition on "bus#0" and "bus#1", 1000 events a second; followers take over after 100 ms,
/// and have an event after 5 ms.
Bus followed(const std::string& topic, const std::string& faults, int events = 400) {
  Bus bus{.topic = R"("partitions": 1, "broker": "bus", "replicas": 2, )" + topic};
  bus.work = R"({ "effect": "done" })";
  bus.brokers = R"("bus": { "nodes": 3, "failover": "100ms" })";
  bus.faults = faults;
  bus.events = events;
  return bus;
}

std::string leader_loss(int partition, const std::string& at, const std::string& time) {
  return R"({ "name": "loss", "kind": "leader_loss", "target": "news", "partition": )" +
         std::to_string(partition) + R"(, "at": ")" + at + R"(", "for": ")" + time + "\" }";
}

/// The events that readers had 5 ms after they were published: those that a follower was to have.
std::vector<bool> waited_for_follower(const Course& course) {
  std::vector<bool> waited;
  for (std::size_t i = 0; i < course.completed.size(); ++i)
    waited.push_back(course.completed[i] == static_cast<double>(i + 1) + 5);
  return waited;
}

long refused(const Course& course) { return std::ranges::count(course.outcomes, 'f'); }

}  // namespace

TEST_CASE("A follower that was away is in sync M / (c - L) after it is back") {
  // It has 95 events when it goes at 100.5 ms, and M = 105 to copy when it is back at 200.5 ms.
  for (const double c : {2.0, 3.0}) {
    auto bus = followed(R"("catch_up": ")" + std::to_string(c * 1000) + "/s\"",
                        crash("bus#1", "100500us", "100ms"));
    const auto waited = waited_for_follower(Course(bus));
    const auto synced = 200.5 + 105 / (c - 1);
    for (std::size_t i = 105; i < 395; ++i)
      if (std::abs(static_cast<double>(i + 1) - synced) > 6)
        CHECK(waited[i] == (static_cast<double>(i + 1) > synced));
    // Where it is needed nothing is taken in the meantime: it lacks 96 to 100, and less than 3 ms.
    bus.topic += R"(, "acks": "all", "min_in_sync": 2)";
    CHECK(refused(Course(bus)) == 102);
  }
}

TEST_CASE("A follower that copies no faster than events come is never in sync again") {
  const auto synced = [](const std::string& rate) -> bool {
    const auto bus = followed(R"("catch_up": ")" + rate + "\"", crash("bus#1", "100500us", "10ms"));
    return waited_for_follower(Course(bus))[390];
  };
  CHECK(!synced("990/s"));
  CHECK(synced("1100/s"));  // 15 / (1.1 - 1) = 150 ms after 110.5 ms
}

TEST_CASE("A follower that was away copies on from where it was interrupted") {
  // At 250.5 ms it has copied 100 of what it lacks, and has 195 events; of the 270 at 270.5 ms it
  // lacks 75, which is at 1000/s in the end.
  auto bus = followed(R"("catch_up": "2000/s")", crash("bus#1", "100500us", "100ms") + R"(, {
    "name": "again", "kind": "crash", "target": "bus#1", "at": "250500us", "for": "20ms" })");
  const auto waited = waited_for_follower(Course(bus));
  CHECK(!waited[337]);
  CHECK(waited[353]);
}

TEST_CASE("With none in sync a partition waits for its leader, or loses what a follower lacks") {
  // The follower goes at 50.5 ms with 45 events, and is back, alone, at 250.5 ms. Consumers are
  // away from 40.2 ms until 600 ms; the leader is back at 500.5 ms.
  const auto faults = crash("bus#1", "50500us", "200ms") + R"(, { "name": "leader",
    "kind": "crash", "target": "bus#0", "at": "100500us", "for": "400ms" }, { "name": "consumers",
    "kind": "crash", "target": "b", "at": "40200us", "for": "559800us" })";
  const Course clean(followed(R"("replication": "5ms")", faults));
  CHECK(refused(clean) == 300);
  CHECK(clean.lost == 300);
  CHECK(clean.completed[99] == 600);
  const Course unclean(followed(R"("unclean_election": true)", faults));
  CHECK(refused(unclean) == 150);
  CHECK(unclean.lost == 150 + 55);
  CHECK(unclean.completed[44] == 600);
  CHECK(unclean.completed[45] == Course::never);
  CHECK(unclean.completed[99] == Course::never);
  CHECK(unclean.completed[250] == 600);
}

TEST_CASE("What an unclean election loses is no loss for those who had it") {
  const auto faults = crash("bus#1", "50500us", "200ms") + R"(, { "name": "leader",
    "kind": "crash", "target": "bus#0", "at": "100500us" })";
  const Course course(followed(R"("unclean_election": true)", faults));
  CHECK(course.lost == 150);
  CHECK(course.duplicates == 0);
  CHECK(course.completed[99] == 100);
  CHECK(course.completed[250] == 251);
}

TEST_CASE(
    "An event worked on while its log loses it is lost only where that has to be done again") {
  // At 60.2 ms its consumer takes the 60 there are, and works on them until 270.2 ms. The follower,
  // that has 45, leads from 250.5 ms on: 61 to 100 are lost, and 46 to 60 where it crashes then.
  const std::string faults = crash("bus#1", "50500us", "200ms") + R"(, { "name": "leader",
    "kind": "crash", "target": "bus#0", "at": "100500us" }, { "name": "away", "kind": "crash",
    "target": "b", "at": "0s", "for": "60200us" })";
  auto bus = followed(R"("unclean_election": true)", faults);
  bus.work = R"({ "work": "210ms" }, { "effect": "done" })";
  bus.consumers = R"("batch": 1000, "concurrency": 1000)";
  CHECK(Course(bus).lost == 150 + 40);
  bus.faults += R"(, { "name": "again", "kind": "crash", "target": "b", "at": "260ms",
    "for": "10ms" })";
  CHECK(Course(bus).lost == 150 + 55);
}

TEST_CASE("The node that led at first leads again, after it has been in sync so long") {
  // "bus#1" leads from 200.5 ms on. Where "bus#0" does again when that goes, nobody is refused.
  const auto faults = crash("bus#0", "100500us", "150ms") + R"(, { "name": "other",
    "kind": "crash", "target": "bus#1", "at": "350500us" })";
  auto bus = followed(R"("replication": "5ms")", faults, 500);
  CHECK(refused(Course(bus)) == 100 + 100);
  bus.brokers = R"("bus": { "nodes": 3, "failover": "100ms", "lead_again": "50ms" })";
  const Course course(bus);
  CHECK(refused(course) == 100);
  // At 300.5 ms, without what it did not have yet.
  CHECK(course.completed[294] == 300);
  for (std::size_t i = 295; i < 300; ++i) CHECK(course.completed[i] == Course::never);
  CHECK(course.completed[300] == 306);
  bus.brokers = R"("bus": { "nodes": 3, "failover": "100ms", "lead_again": "150ms" })";
  CHECK(refused(Course(bus)) == 100 + 100);
}

TEST_CASE("A partition that loses its leader fails over by itself, and the others go on") {
  auto bus = followed(R"("acks": "leader")", leader_loss(1, "100500us", "150ms"), 600);
  bus.topic.replace(bus.topic.find("1"), 1, "3");
  const Course course(bus);
  for (std::size_t i = 0; i < 600; ++i)
    CHECK((course.outcomes[i] == 'f') == (i % 3 == 1 && i >= 100 && i < 200));
  // Of those that it had alone, published after 95.5 ms, two are of this partition.
  CHECK(course.completed[97] == Course::never);
  CHECK(course.completed[94] == 100);
  CHECK(course.lost == 34 + 1);
  // It has recovered: all as before, with a follower to wait for.
  for (std::size_t i = 250; i < 600; ++i)
    CHECK(course.completed[i] == static_cast<double>(i + 1) + 5);
}

TEST_CASE("A partition without followers that loses its leader waits until it is back") {
  auto bus = followed(R"("acks": "leader")", leader_loss(0, "100500us", "150ms"));
  bus.topic.replace(bus.topic.find(R"("replicas": 2)"), 13, R"("replicas": 1)");
  const Course course(bus);
  CHECK(refused(course) == 150);
  CHECK(course.lost == 150);
  CHECK(course.completed[260] == 261);
}

TEST_CASE("A queue with replicas outlives a node, but for what only that node had") {
  const auto queue = [](const std::string& topic, const std::string& faults) {
    auto bus = followed("", faults);
    bus.topic = R"("broker": "bus", )" + topic;
    return bus;
  };
  auto bus = queue(R"("replicas": 3)", "");
  CHECK(Course(bus).completed[7] == 8 + 5);
  CHECK(Course(bus).answered[7] == 8);
  bus = queue(R"("replicas": 3, "acks": "all")", "");
  CHECK(Course(bus).answered[7] == 8 + 5);
  // Consumers are away, so that what was published before waits in the queue.
  const auto faults = crash("bus#0", "100500us", "1h") + R"(, { "name": "consumers",
    "kind": "crash", "target": "b", "at": "50200us", "for": "559800us" })";
  const Course leader(queue(R"("replicas": 3)", faults));
  CHECK(refused(leader) == 100);
  CHECK(leader.lost == 100 + 5);
  CHECK(leader.completed[94] == 610);
  CHECK(leader.completed[95] == Course::never);
  const Course all(queue(R"("replicas": 3, "acks": "all")", faults));
  CHECK(refused(all) == 105);
  CHECK(all.lost == 105);
  // Without replicas all of it waits for the node.
  CHECK(refused(Course(queue(R"("acks": "leader")", faults))) == 300);
}

TEST_CASE("A queue goes on while more than half of its replicas are there") {
  const auto lost = [](int replicas, const std::string& faults) {
    auto bus = followed("", faults);
    bus.topic = R"("broker": "bus", "replicas": )" + std::to_string(replicas);
    return refused(Course(bus));
  };
  const std::string follower = crash("bus#1", "100500us", "50ms");
  const std::string both = follower + R"(, { "name": "third", "kind": "crash", "target": "bus#2",
    "at": "120500us", "for": "100ms" })";
  CHECK(lost(3, follower) == 0);
  CHECK(lost(3, both) == 30);  // while both are down
  CHECK(lost(2, follower) == 50);
}

TEST_CASE("A queue whose node stands still gives out nothing") {
  for (const auto* target : {"bus#0", "news"}) {
    Bus bus{.topic = R"("broker": "bus")"};
    bus.brokers = R"("bus": { "nodes": 3 })";
    bus.faults = R"({ "name": "still", "kind": "pause", "target": ")" + std::string(target) +
                 R"(", "at": "15ms", "for": "100ms" })";
    bus.until = 16;
    CHECK(Course(bus).completed == Times{11, 21, 125, 135});
    bus.topic = R"("broker": "bus", "partitions": 1)";
    CHECK(Course(bus).completed == Times{11, 21, 125, 135});
  }
}
