#include <catch2/catch.hpp>

#include "tests/theory/bus.hpp"

using namespace faultline;

namespace {

constexpr auto effect_first = R"({ "effect": "done" }, { "work": "100ms" })";
constexpr auto effect_last = R"({ "work": "100ms" }, { "effect": "done" })";

/// Ten events; the first one is worked on from 1 ms to 101 ms, then come the other nine, a batch
/// from 101 ms on. The consumer crashes at 556 ms for a second: four of the batch are done, the
/// fifth is half done, four are not begun.
Bus crashing(const std::string& work, const std::string& consumers) {
  Bus bus{.work = work, .events = 10, .until = 600};
  bus.consumers = R"("batch": 9, )" + consumers;
  bus.faults = crash("b", "556ms", "1s");
  return bus;
}

/// The same, one at a time: at 556 ms the sixth event is half done.
Bus crashing_singly(const std::string& work, const std::string& consumers) {
  auto bus = crashing(work, consumers);
  bus.consumers = consumers;
  return bus;
}

}  // namespace

TEST_CASE("At least once: what was done and not committed at the crash is done again") {
  const Course last(crashing(effect_last, R"("delivery": "at_least_once")"));
  CHECK(last.duplicates == 4);
  CHECK(last.lost == 0);
  CHECK(last.completed == Times{101, 201, 301, 401, 501, 2056, 2156, 2256, 2356, 2456});
  const Course first(crashing(effect_first, R"("delivery": "at_least_once")"));
  CHECK(first.duplicates == 5);  // the one under way too
  CHECK(first.lost == 0);
}

TEST_CASE("At most once: what was committed and not done at the crash is lost") {
  const Course last(crashing(effect_last, R"("delivery": "at_most_once")"));
  CHECK(last.duplicates == 0);
  CHECK(last.lost == 5);
  const Course first(crashing(effect_first, R"("delivery": "at_most_once")"));
  CHECK(first.duplicates == 0);
  CHECK(first.lost == 4);  // the one under way had its effect
}

TEST_CASE("Without a crash at most once and at least once are the same") {
  auto most = crashing(effect_last, R"("delivery": "at_most_once")");
  auto least = crashing(effect_last, R"("delivery": "at_least_once")");
  most.faults = least.faults = crash("b", "5s", "1s");
  most.until = least.until = 6000;
  CHECK(Course(most).completed == Course(least).completed);
}

TEST_CASE("The two differ by what was in flight: what the one does twice the other loses") {
  for (const std::string work : {effect_first, effect_last}) {
    const Course least(crashing(work, R"("delivery": "at_least_once")"));
    const Course most(crashing(work, R"("delivery": "at_most_once")"));
    CHECK(least.duplicates + most.lost == 9);  // the batch
  }
}

TEST_CASE("Effectively once: what a crash interrupts is undone, and done once in the end") {
  for (const std::string work : {effect_first, effect_last}) {
    const Course once(crashing_singly(work, R"("delivery": "effectively_once")"));
    CHECK(once.duplicates == 0);
    CHECK(once.lost == 0);
    // The effect is there at the commit, wherever it stands.
    CHECK(once.completed == Times{101, 201, 301, 401, 501, 1656, 1756, 1856, 1956, 2056});
  }
  const Course least(crashing_singly(effect_first, R"("delivery": "at_least_once")"));
  CHECK(least.duplicates == 1);
}

TEST_CASE("Effectively once: a consumer that stood still too long can commit no more") {
  auto bus = crashing_singly(effect_first, R"("delivery": "effectively_once", "remembers": 100,
    "consumers": 2, "session": "1s", "rebalance": "0ms")");
  bus.faults = R"({ "name": "still", "kind": "pause", "target": "b#0", "at": "556ms",
    "for": "3s" })";
  auto setup = bus.setup();
  setup.services = R"("a": { "workers": 1000 }, "b": { "instances": 2 })";
  const Course once(setup, bus.events);
  CHECK(once.duplicates == 0);
  CHECK(once.lost == 0);
  CHECK(once.completed[5] == 1656);  // by the other one, a session later
  const std::string delivery = "effectively_once";
  setup.designs.replace(setup.designs.find(delivery), delivery.size(), "at_least_once");
  // Whoever comes second waits for the id that the first has inserted, and passes the event over.
  CHECK(Course(setup, bus.events).duplicates == 0);
  const std::string remembers = R"("remembers": 100,)";
  setup.designs.replace(setup.designs.find(remembers), remembers.size(), "");
  CHECK(Course(setup, bus.events).duplicates == 1);
}

TEST_CASE("Effectively once: what somebody still does for a try that failed never happens") {
  Bus bus{.consumers = R"("delivery": "effectively_once", "redeliver_after": "0ms")", .events = 1};
  bus.work = R"({ "call": "c.run", "policies": [ { "kind": "timeout", "after": "50ms" } ] })";
  auto setup = bus.setup();
  setup.services += R"(, "c": { "workers": 10 })";
  // The first try is given up at 51 ms, and ends at 101 ms; so does the second, 50 ms later; the
  // third, after the slow time, is done at once.
  setup.operations = R"("c.run": [ { "work": "10ms" }, { "effect": "done" } ])";
  setup.faults = R"({ "name": "slow", "kind": "slow", "target": "c", "factor": 10, "at": "0s",
    "for": "90ms" })";
  const Course once(setup);
  CHECK(once.completed == Times{111});
  CHECK(once.duplicates == 0);
}

TEST_CASE("Effectively once: what an event publishes is published once too, at the commit") {
  for (const bool once : {true, false}) {
    auto bus = crashing_singly(R"({ "publish": "more" }, { "work": "100ms" })",
                               once ? R"("delivery": "effectively_once")" : R"("batch": 1)");
    auto setup = bus.setup();
    setup.services += R"(, "c": {})";
    setup.operations = R"("c.run": [ { "effect": "done" } ])";
    const std::string topics = R"("topics": { )";
    setup.designs.insert(setup.designs.find(topics) + topics.size(),
                         R"("more": { "append": "0ms" }, )");
    const std::string groups = R"("subscriptions": { )";
    setup.designs.insert(setup.designs.find(groups) + groups.size(),
                         R"("c.run": { "topic": "more" }, )");
    const Course course(setup, bus.events);
    CHECK(course.lost == 0);
    CHECK(course.duplicates == (once ? 0 : 1));
    if (once)
      CHECK(course.completed == Times{101, 201, 301, 401, 501, 1656, 1756, 1856, 1956, 2056});
  }
}

TEST_CASE("Effectively once: a batch is committed as one, and a crash undoes all of it") {
  for (const std::string work : {effect_first, effect_last}) {
    const Course once(crashing(work, R"("delivery": "effectively_once")"));
    CHECK(once.duplicates == 0);
    CHECK(once.lost == 0);
    // The batch of nine is worked on from 101 ms, and once more from 1556 ms.
    CHECK(once.completed == Times{101, 2456, 2456, 2456, 2456, 2456, 2456, 2456, 2456, 2456});
  }
}

TEST_CASE("Effectively once: an event that fails undoes its batch, and is left out once given up") {
  Bus bus;
  bus.consumers = R"("delivery": "effectively_once", "batch": 9, "attempts": 2,
    "redeliver_after": "20ms")";
  bus.faults = R"({ "name": "poison", "kind": "poison", "target": "news", "share": 1,
    "at": "2500us", "for": "1ms" })";
  // The batch of the last three: the third event fails at 21 and 51 ms, the second is done at 21,
  // 51 and 61 ms, the fourth at 71 ms.
  const Course once(bus);
  CHECK(once.completed == Times{11, 71, -1, 71});
  CHECK(once.duplicates == 0);
  CHECK(once.count(Incident::dead_lettered) == 1);
  bus.consumers = R"("delivery": "effectively_once", "batch": 9, "attempts": 2,
    "retry_after": [ "20ms" ])";
  // It fails at 21 ms and waits for itself; the others begin anew at once.
  const Course elsewhere(bus);
  CHECK(elsewhere.completed == Times{11, 41, -1, 41});
  CHECK(elsewhere.duplicates == 0);
}

TEST_CASE("Effectively once: events of one batch are worked on at once where that is asked for") {
  Bus bus;
  bus.consumers = R"("delivery": "effectively_once", "batch": 9, "concurrency": 3)";
  CHECK(Course(bus).completed == Times{11, 21, 21, 21});
}

TEST_CASE("Effectively once: a batch remembers what it has done itself") {
  Bus bus;
  bus.faults = R"({ "name": "twice", "kind": "duplicate", "target": "news", "share": 1,
    "at": "0s" })";
  bus.consumers = R"("delivery": "effectively_once", "batch": 9)";
  CHECK(Course(bus).duplicates == 4);
  bus.consumers += R"(, "remembers": 1000)";
  CHECK(Course(bus).duplicates == 0);
}

TEST_CASE("An idempotent consumer passes over what it remembers to have done") {
  const auto with = [](const std::string& remembers) {
    return Course(crashing(effect_first, R"("remembers": )" + remembers)).duplicates;
  };
  CHECK(with("100") == 1);  // only the one that was under way: its end was not noted
  CHECK(with("4") == 1);
  CHECK(with("3") == 5);  // the one that comes again first is forgotten first
}

TEST_CASE("An idempotent consumer passes over an event that was published twice") {
  Bus bus{.topic = R"("partitions": 1)", .events = 20};
  bus.faults = R"({ "name": "twice", "kind": "duplicate", "target": "news", "share": 1,
    "at": "0s" })";
  CHECK(Course(bus).duplicates == 20);
  bus.consumers = R"("remembers": 1)";
  CHECK(Course(bus).duplicates == 0);
}

TEST_CASE("Concurrency: a crash finds as many under way as work at once") {
  Bus bus{.work = effect_first, .events = 10, .until = 300};
  bus.consumers = R"("batch": 9, "concurrency": 3)";
  bus.faults = crash("b", "256ms", "1s");
  // 1 to 101 ms: the first; three until 201 ms; three under way.
  const Course least(bus);
  CHECK(least.duplicates == 6);
  bus.consumers += R"(, "delivery": "at_most_once")";
  CHECK(Course(bus).lost == 3);
}

TEST_CASE("What an idempotent consumer remembers in its memory is lost with it") {
  const auto with = [](const std::string& place) {
    return Course(crashing(effect_first, R"("remembers": 100, "remembered_in": ")" + place + "\""))
        .duplicates;
  };
  CHECK(with("store") == 1);
  CHECK(with("memory") == 5);
  Bus bus{.faults = R"({ "name": "twice", "kind": "duplicate", "target": "news", "share": 1,
    "at": "0s" })"};
  bus.consumers = R"("remembers": 10, "remembered_in": "memory")";
  CHECK(Course(bus).duplicates == 0);
}

TEST_CASE("What one instance remembers in its memory, another one does not") {
  auto bus = crashing(effect_first, R"("consumers": 2, "session": "1ms", "rebalance": "0ms",
    "remembers": 100, "remembered_in": "memory")");
  bus.faults = crash("b#0", "556ms", "10h");
  auto setup = bus.setup();
  setup.services = R"("a": { "workers": 1000 }, "b": { "instances": 2 })";
  CHECK(Course(setup, bus.events).duplicates == 5);
  const std::string place = "memory";
  setup.designs.replace(setup.designs.find(place), place.size(), "store");
  CHECK(Course(setup, bus.events).duplicates == 1);
}
