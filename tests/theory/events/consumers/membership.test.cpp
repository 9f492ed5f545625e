#include <catch2/catch.hpp>

#include "tests/theory/bus.hpp"

using namespace faultline;

namespace {

/// Two consumers, each on an instance of its own, have a partition each. Requests come at 1 ms, 2
/// ms, ...: request i goes to partition i mod 2, and takes 0.1 ms; that of 1 ms takes 1 s.
Bus first_takes_long(const std::string& consumers) {
  Bus bus{.topic = R"("partitions": 2)", .events = 2000};
  bus.work = R"({ "work": "100us" }, { "effect": "done" })";
  bus.consumers = R"("consumers": 2, "rebalance": "50ms", )" + consumers;
  bus.faults = R"({ "name": "slow", "kind": "slow", "target": "b#0", "factor": 10000,
    "at": "0s", "for": "1500us" })";
  return bus;
}

Course of_two(const Bus& bus) {
  auto setup = bus.setup();
  setup.services = R"("a": { "workers": 1000000 }, "b": { "instances": 2 })";
  return Course(setup, bus.events);
}

}  // namespace

TEST_CASE("Who takes too long with what it fetched is put out, and others have that again") {
  const auto course = of_two(first_takes_long(R"("max_poll": "300ms")"));
  // At 301 ms all partitions stand still, at 351 ms the other one has both of them.
  CHECK(course.completed[0] == Approx(351.1));
  CHECK(course.completed[299] == Approx(300.1));
  CHECK(course.completed[301] == Approx(351.2));
  // Its own work comes to an end at 1001 ms, and its commit is refused.
  CHECK(course.duplicates == 1);
  CHECK(course.lost == 0);
  // It learns of that then, and joins again.
  CHECK(course.completed[999] == Approx(1000.1));
  CHECK(course.completed[1001] == Approx(1051.1).margin(0.11));
  CHECK(course.completed[1199] == Approx(1200.1));
}

TEST_CASE("Who is back in time for more stays") {
  const auto course = of_two(first_takes_long(R"("max_poll": "1001ms")"));
  CHECK(course.completed[0] == Approx(1001));
  CHECK(course.completed[301] == Approx(302.1));
  CHECK(course.duplicates == 0);
}

TEST_CASE("Who was put out works on through its batch, which others have again") {
  auto bus = first_takes_long(R"("max_poll": "1300ms", "batch": 400)");
  bus.events = 800;
  bus.faults = R"({ "name": "still", "kind": "pause", "target": "b#0", "at": "500us",
    "for": "800ms" }, { "name": "slow", "kind": "slow", "target": "b#0", "factor": 50,
    "at": "700ms", "for": "10h" })";
  // From 800 ms on it has the first, then the other 399 in one batch, of 5 ms each. It is put out
  // after 260 of them.
  const auto course = of_two(bus);
  CHECK(course.lost == 0);
  CHECK(course.duplicates == 399);
}

TEST_CASE("Who stands still does not know that its time is over, until it moves") {
  auto bus = first_takes_long(R"("max_poll": "300ms")");
  bus.faults = R"({ "name": "still", "kind": "pause", "target": "b#0", "at": "500us",
    "for": "599500us" })";
  const auto course = of_two(bus);
  CHECK(course.completed[499] == Approx(500.1));  // nothing stands still but "b#0"
  CHECK(course.completed[601] > 650);
  CHECK(course.lost == 0);
}

TEST_CASE("A group of one that is always too slow works for ever on the same events") {
  Bus bus{.topic = R"("partitions": 1)", .events = 4};
  bus.consumers = R"("max_poll": "5ms", "rebalance": "0ms", "delivery": "effectively_once")";
  bus.work = R"({ "effect": "done" }, { "work": "10ms" })";
  CHECK(Course(bus).lost == 4);
}

namespace {

/// As in the tests of groups: "b#1", which has partitions 2 and 3 of four, is down from 2 s to 2.3
/// s, well within its session of 1 s; a rebalance takes 500 ms.
struct Delays {
  explicit Delays(const std::string& consumers) {
    Bus bus{.topic = R"("partitions": 4)", .work = R"({ "effect": "done" })", .events = 6000};
    bus.consumers = R"("consumers": 2, "session": "1s", "rebalance": "500ms", )" + consumers;
    bus.faults = crash("b#1", "2s", "300ms");
    completed = of_two(bus).completed;
  }
  double after(int at, int partition) const {
    const int request = at / 4 * 4 + partition;
    return completed.at(static_cast<std::size_t>(request)) - (request + 1);
  }
  Times completed;
};

}  // namespace

TEST_CASE(
    "A fetch that comes when nobody is in the group any more is of no use, and has no limit") {
  Bus bus{.topic = R"("partitions": 1, "fetch": "50ms")"};
  bus.consumers = R"("session": "10ms", "rebalance": "5ms", "max_poll": "1s")";
  bus.faults = crash("b", "3ms", "200ms");
  bus.events = 1;
  bus.until = 300;
  // Asked for at 1 ms, put out at 13 ms; it joins at 203 ms and has the partition at 208 ms.
  CHECK(Course(bus).completed == Times{268});
}

TEST_CASE("A static member that is back in time has its partitions, and nobody else notices") {
  const Delays back(R"("membership": "static")");
  CHECK(back.after(2000, 2) == Approx(300 - 3));
  for (int at = 2000; at < 5000; at += 100) CHECK(back.after(at, 0) == 0);
  CHECK(Delays(R"("assignment": "range")").completed == back.completed);
}

TEST_CASE("A dynamic member that is back is a new one: all wait for the old one's session to end") {
  const Delays eager(R"("membership": "dynamic")");
  CHECK(eager.after(2200, 0) == 0);
  CHECK(eager.after(2300, 0) == Approx(3500 - 2301));
  CHECK(eager.after(2000, 2) == Approx(3500 - 2003));
  CHECK(eager.after(4000, 0) == 0);
  CHECK(eager.after(4000, 2) == 0);
}

TEST_CASE("With sticky only the partitions of a dynamic member that is back wait") {
  const Delays sticky(R"("membership": "dynamic", "assignment": "sticky")");
  for (int at = 2000; at < 5000; at += 100) CHECK(sticky.after(at, 0) == 0);
  CHECK(sticky.after(2000, 2) == Approx(3500 - 2003));
  CHECK(sticky.after(4000, 2) == 0);
}
