#include <catch2/catch.hpp>

#include "tests/theory/bus.hpp"

using namespace faultline;

namespace {

/// One consumer, 10 ms for each of the events that come at 1 ms, 2 ms, ...
Bus kept(const std::string& topic, int events = 6) {
  return {.topic = R"("partitions": 1, )" + topic, .events = events};
}

}  // namespace

TEST_CASE("Retention: what nobody had in time is gone") {
  // At 26 ms, 27 ms, ... the first, second, ... are gone. The third is begun at 21 ms, the fourth
  // would be at 31 ms, when it and the fifth are gone.
  const Course course(kept(R"("retention": "25500us")"));
  CHECK(course.completed == Times{11, 21, 31, -1, -1, 41});
  CHECK(course.count(Incident::expired) == 2);
}

TEST_CASE("Retention: an outage shorter than it loses nothing, a longer one what is older") {
  auto bus = kept(R"("retention": "500ms")", 1000);
  bus.work = R"({ "effect": "done" })";
  bus.faults = crash("b", "100500us", "400ms");
  CHECK(Course(bus).lost == 0);
  bus.faults = crash("b", "100500us", "800ms");
  const Course course(bus);
  // It is back at 900.5 ms: of the events since 101 ms those until 400 ms are gone.
  CHECK(course.lost == 300);
  CHECK(course.count(Incident::expired) == 300);
  CHECK(course.completed[99] == 100);
  CHECK(course.completed[100] == -1);
  CHECK(course.completed[400] == 900.5);
}

TEST_CASE("Retention: an event that is worked on when it expires is no loss") {
  auto bus = kept(R"("retention": "5ms")", 1);
  CHECK(Course(bus).completed == Times{11});
  CHECK(Course(bus).count(Incident::expired) == 0);
  // Unless it has to be read again.
  bus.faults = crash("b", "8ms", "1ms");
  bus.until = 10;
  CHECK(Course(bus).completed == Times{-1});
  CHECK(Course(bus).count(Incident::expired) == 1);
}

TEST_CASE("Retention: a transaction ends when its last event is had, and not when that is gone") {
  auto bus = kept(R"("retention": "10h")", 10);
  const auto pending = told(bus.setup(), [](const Ledger& ledger) {
    return std::vector{static_cast<double>(
        std::ranges::count_if(ledger.transactions, [](const auto& one) { return one.pending; }))};
  });
  CHECK(pending[0] == 0);
}

TEST_CASE("A full topic lets publishers wait until there is room") {
  // Two may stand there, those worked on included: the third waits until the first is done.
  const Course course(kept(R"("capacity": 2)"));
  CHECK(course.answered == Times{1, 2, 11, 21, 31, 41});
  CHECK(course.completed == Times{11, 21, 31, 41, 51, 61});
}

TEST_CASE("A full topic refuses what is published, and who publishes learns of it") {
  const Course course(kept(R"("capacity": 2, "when_full": "refuse")"));
  CHECK(course.outcomes == "ssrrrr");
  CHECK(course.completed == Times{11, 21, -1, -1, -1, -1});
}

TEST_CASE("A full topic throws the oldest event away that nobody had") {
  const Course course(kept(R"("capacity": 3, "when_full": "drop_oldest")"));
  CHECK(course.outcomes == "ssssss");
  // The first is under way when it is thrown away; the last three are left.
  CHECK(course.completed == Times{11, -1, -1, 21, 31, 41});
  CHECK(course.count(Incident::expired) == 2);
}

TEST_CASE("A topic that keeps what was had is full until that is too old") {
  auto bus = kept(R"("capacity": 2, "retention": "50ms")");
  bus.work = R"({ "effect": "done" })";
  CHECK(Course(bus).answered == Times{1, 2, 51, 52, 101, 102});
}

TEST_CASE("A full queue does the same as a full partition, but counts only what waits") {
  Bus bus{.topic = R"("capacity": 2)", .events = 6};
  CHECK(Course(bus).answered == Times{1, 2, 3, 11, 21, 31});
  bus.topic = R"("capacity": 2, "when_full": "refuse")";
  CHECK(Course(bus).outcomes == "sssrrr");
  bus.topic = R"("capacity": 2, "when_full": "drop_oldest")";
  const Course course(bus);
  CHECK(course.completed == Times{11, -1, -1, -1, 21, 31});
  CHECK(course.count(Incident::expired) == 3);
}

TEST_CASE("A queue that is full for one group is full for all") {
  Bus bus{.topic = R"("capacity": 1, "when_full": "refuse")", .events = 3};
  auto setup = bus.setup();
  setup.operations = R"("b.count": [ { "work": "0ms" } ])";
  const std::string groups = R"("subscriptions": { )";
  setup.designs.insert(setup.designs.find(groups) + groups.size(),
                       R"("b.count": { "topic": "news" }, )");
  CHECK(Course(setup).outcomes == "ssr");
}

TEST_CASE("Back-pressure: who publishes waits while a group has too much before it") {
  Bus bus{.consumers = R"("back_pressure": 2)", .events = 6};
  CHECK(Course(bus).answered == Times{1, 2, 11, 21, 31, 41});
  bus.topic = R"("availability": 1)";  // a queue, where those under way do not count
  CHECK(Course(bus).answered == Times{1, 2, 3, 11, 21, 31});
}

TEST_CASE("Back-pressure is over when the last that failed is put aside") {
  Bus bus{.consumers = R"("back_pressure": 1, "attempts": 2, "retry_after": [ "50ms" ])"};
  bus.faults = R"({ "name": "poison", "kind": "poison", "target": "news", "share": 1, "at": "0s",
    "for": "1500us" })";
  const Course course(bus);
  CHECK(course.answered == Times{1, 51, 61, 71});
  CHECK(course.count(Incident::dead_lettered) == 1);
}

TEST_CASE("Retention by size: of an outage with rate L the last S / (L s) are left") {
  for (const int size : {500, 1000, 2000}) {
    auto bus = kept(R"("retention_size": "200KB")", 1000);
    bus.publishing = R"({ "publish": "news", "size": ")" + std::to_string(size) + R"(B" })";
    bus.work = R"({ "effect": "done" })";
    bus.faults = crash("b", "100500us", "800ms");
    const Course course(bus);
    // It is back at 900.5 ms, and of the 800 events since then S / s are held.
    const int held = 200'000 / size;
    CHECK(course.lost == 800 - held);
    CHECK(course.count(Incident::expired) == 800 - held);
    CHECK(course.completed[static_cast<std::size_t>(899 - held)] == Course::never);
    CHECK(course.completed[static_cast<std::size_t>(900 - held)] == 900.5);
  }
}

TEST_CASE("Retention by size: what was had counts too, and each event by the size it has") {
  // Every other event has 300 B, the others 100 B: of 600 B the last three or so.
  auto bus = kept(R"("retention_size": "600B")", 10);
  bus.work = R"({ "effect": "done" })";
  auto setup = bus.setup();
  setup.keys_and_classes = R"("classes": { "small": { "share": 1 }, "large": { "share": 1 } })";
  bus.publishing = R"({ "publish": "news", "size": "100B", "classes": ["small"] },
    { "publish": "news", "size": "300B", "classes": ["large"] })";
  bus.faults = crash("b", "0s", "10200us");
  setup.designs = bus.setup().designs;
  setup.faults = bus.setup().faults;
  const auto seen = told(setup, [](const Ledger& ledger) {
    std::vector<double> sizes(10);
    auto all = ledger.transactions;
    for (const auto& one : all) sizes[one.id] = one.request_class == 0 ? 100 : 300;
    std::size_t first = 10;
    for (double sum = 0; first > 0 && sum + sizes[first - 1] <= 600; --first)
      sum += sizes[first - 1];
    double wrong = 0;
    for (const auto& one : all) wrong += (one.completed == end_of_time) != (one.id < first);
    return std::vector<double>{wrong, static_cast<double>(first)};
  });
  CHECK(seen[0] == 0);
  CHECK(seen[1] > 4);  // six of 100 B would be the last
}

TEST_CASE("A topic that is full by size blocks, refuses or drops as one that counts events") {
  const auto large = R"({ "publish": "news", "size": "1KB" })";
  auto bus = kept(R"("capacity_size": "2500B")");
  bus.publishing = large;
  CHECK(Course(bus).answered == Times{1, 2, 11, 21, 31, 41});
  bus.topic = R"("partitions": 1, "capacity_size": "2KB", "when_full": "refuse")";
  CHECK(Course(bus).outcomes == "ssrrrr");
  bus.topic = R"("partitions": 1, "capacity_size": "3KB", "when_full": "drop_oldest")";
  CHECK(Course(bus).completed == Times{11, -1, -1, 21, 31, 41});
  // A queue, where those under way do not count.
  bus.topic = R"("capacity_size": "2999B")";
  CHECK(Course(bus).answered == Times{1, 2, 3, 11, 21, 31});
  bus.topic = R"("capacity_size": "2KB", "when_full": "drop_oldest")";
  CHECK(Course(bus).completed == Times{11, -1, -1, -1, 21, 31});
  bus.topic = R"("retention_size": "2KB")";
  const Course course(bus);
  CHECK(course.completed == Times{11, -1, -1, -1, 21, 31});
  CHECK(course.count(Incident::expired) == 3);
}
