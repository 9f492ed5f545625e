#include <catch2/catch.hpp>

#include "tests/theory/agrees.hpp"
#include "tests/theory/bus.hpp"

using namespace faultline;

namespace {

std::string fault(const std::string& kind, const std::string& span = R"("at": "0s")") {
  return R"({ "name": "fault", "target": "news", "kind": )" + kind + ", " + span + " }";
}

/// Only the second event, which is published at 2 ms.
constexpr auto second = R"("at": "1500us", "for": "1ms")";

Bus struck(const std::string& faults, const std::string& consumers = R"("consumers": 1)") {
  return {.consumers = consumers, .faults = faults};
}

/// The share of 4000 events of which `count` is told.
template <class Count>
double share(const std::string& kind, Count count) {
  auto bus = struck(fault(kind));
  bus.work = R"({ "effect": "done" })";
  bus.events = 4000;
  return count(Course(bus)) / 4000.0;
}

}  // namespace

TEST_CASE("Drop: the event is gone though its publisher was told that it is there") {
  const Course course(struck(fault(R"("drop", "share": 1)", second)));
  CHECK(course.outcomes == "ssss");
  CHECK(course.completed == Times{11, -1, 21, 31});
}

TEST_CASE("Duplicate: the event is there twice") {
  auto bus = struck(fault(R"("duplicate", "share": 1)", second));
  const Course course(bus);
  CHECK(course.completed == Times{11, 21, 41, 51});
  CHECK(course.duplicates == 1);
}

TEST_CASE("Delay: the event comes later, others overtake it") {
  auto bus = struck(fault(R"("delay", "share": 1, "by": "25ms")", second));
  CHECK(Course(bus).completed == Times{11, 41, 21, 31});  // it is there at 27 ms
  bus.topic = R"("availability": 1)";
  CHECK(Course(bus).completed == Times{11, 41, 21, 31});
}

TEST_CASE("Reorder: the event changes places with the next of its partition") {
  auto bus = struck(fault(R"("reorder", "share": 1)", second));
  CHECK(Course(bus).completed == Times{11, 31, 21, 41});
  bus.topic = R"("availability": 1)";
  CHECK(Course(bus).completed == Times{11, 31, 21, 41});
  bus.topic = R"("partitions": 2)";
  bus.consumers = R"("consumers": 2)";
  // The second and the fourth go to the same partition.
  CHECK(Course(bus).completed == Times{11, 24, 21, 14});
}

TEST_CASE("Reorder: an event that no other follows comes by itself in the end") {
  for (const std::string kept : {R"("partitions": 1)", R"("availability": 1)"}) {
    auto bus = struck(
        fault(R"("reorder", "share": 1, "within": "50ms")", R"("at": "3500us", "for": "1ms")"));
    bus.topic = kept;
    CHECK(Course(bus).completed == Times{11, 21, 31, 64});  // it is there at 54 ms
    bus.faults = fault(R"("reorder", "share": 1)", R"("at": "3500us", "for": "1ms")");
    CHECK(Course(bus).completed == Times{11, 21, 31, 1014});
  }
}

TEST_CASE("Events about one key that changed places are counted, those about others are not") {
  auto bus = struck(fault(R"("reorder", "share": 1)", R"("at": "0s")"));
  bus.events = 10;
  bus.work = R"({ "effect": "done" })";
  auto setup = bus.setup();
  setup.keys_and_classes = R"("keys": { "count": 1, "exponent": 0 })";
  CHECK(Course(setup).count(Incident::reordered) == 5);
  setup.keys_and_classes = R"("keys": { "count": 1000000000, "exponent": 0 })";
  CHECK(Course(setup).count(Incident::reordered) == 0);
  CHECK(Course(bus).count(Incident::reordered) == 0);
}

TEST_CASE("Poison: the event fails again and again, and holds up those behind it for ever") {
  const Course course(struck(fault(R"("poison", "share": 1)", second)));
  CHECK(course.completed == Times{11, -1, -1, -1});
  CHECK(course.outcomes == "ssss");
}

TEST_CASE("Poison: other partitions go on") {
  auto bus = struck(fault(R"("poison", "share": 1)", second), R"("consumers": 2)");
  bus.topic = R"("partitions": 2)";
  CHECK(Course(bus).completed == Times{11, -1, 21, -1});
  // With one consumer for both its only thread is held up.
  bus.consumers = R"("consumers": 1)";
  CHECK(Course(bus).completed == Times{11, -1, -1, -1});
}

TEST_CASE("Poison: after so many attempts the event is put aside, those behind it go on") {
  auto bus = struck(fault(R"("poison", "share": 1)", second),
                    R"("attempts": 3, "redeliver_after": "20ms")");
  const Course course(bus);
  // Tried at 11, 31 and 51 ms: it fails at once.
  CHECK(course.completed == Times{11, -1, 61, 71});
  CHECK(course.count(Incident::dead_lettered) == 1);
  bus.consumers += R"(, "dead_letter": false)";
  const Course dropped(bus);
  CHECK(dropped.completed == course.completed);
  CHECK(dropped.count(Incident::dead_lettered) == 0);
}

TEST_CASE("Poison: in a retry topic the event waits without holding up those behind it") {
  auto bus = struck(fault(R"("poison", "share": 1)", second),
                    R"("attempts": 3, "retry_after": [ "20ms", "100ms" ])");
  const auto seen = told(bus.setup(), [](const Ledger& ledger) {
    return std::vector{static_cast<double>(ledger.incidents.size()),
                       seconds(ledger.incidents.at(0).at - start_of_run) * 1000};
  });
  CHECK(Course(bus).completed == Times{11, -1, 21, 31});
  // It fails at 11 ms and comes again at 31 ms, just when the last is done, and at 131 ms.
  CHECK(seen[0] == 1);
  CHECK(seen[1] == Approx(131));
}

TEST_CASE("An event in a retry topic is done once what failed is well again") {
  auto bus = struck(R"({ "name": "errors", "kind": "errors", "target": "b", "rate": 1,
    "at": "0s", "for": "5ms" })",
                    R"("retry_after": [ "20ms" ])");
  // All four fail at once, at 1, ..., 4 ms, and come again 20 ms later, one after the other.
  CHECK(Course(bus).completed == Times{31, 41, 51, 61});
}

TEST_CASE("An event in a retry topic waits for a consumer, and is not given up for its absence") {
  auto bus = struck(R"({ "name": "errors", "kind": "errors", "target": "b", "rate": 1,
    "at": "0s", "for": "5ms" }, )" +
                        crash("b", "10ms", "1s"),
                    R"("attempts": 2, "retry_after": [ "20ms" ])");
  bus.until = 20;
  const Course course(bus);
  CHECK(course.lost == 0);
  CHECK(course.count(Incident::dead_lettered) == 0);
}

TEST_CASE("An event in a retry topic goes to another consumer when its own is gone") {
  auto bus = struck(R"({ "name": "errors", "kind": "errors", "target": "b", "rate": 1,
    "at": "0s", "for": "5ms" }, )" +
                        crash("b#1", "10ms", "10h"),
                    R"("consumers": 2, "session": "1ms", "retry_after": [ "20ms" ])");
  bus.until = 20;
  auto setup = bus.setup();
  setup.services = R"("a": { "workers": 100 }, "b": { "instances": 2 })";
  CHECK(Course(setup, bus.events).lost == 0);
}

TEST_CASE("The share of events is struck that was asked for") {
  const double sigma = std::sqrt(0.3 * 0.7 / 4000);
  CHECK(share(R"("drop", "share": 0.3)", [](const Course& c) { return c.lost; }) ==
        Approx(0.3).margin(4 * sigma));
  CHECK(share(R"("duplicate", "share": 0.3)", [](const Course& c) { return c.duplicates; }) ==
        Approx(0.3).margin(4 * sigma));
}

TEST_CASE("A fault at a topic strikes nobody before it begins and nobody after its end") {
  for (const std::string kind :
       {R"("drop", "share": 1)", R"("duplicate", "share": 1)", R"("poison", "share": 1)",
        R"("delay", "share": 1, "by": "1s")", R"("reorder", "share": 1)"}) {
    auto later = struck(fault(kind, R"("at": "4500us", "for": "1s")"));
    later.until = 5;
    CHECK(Course(later).completed == Times{11, 21, 31, 41});
    CHECK(Course(struck(fault(kind, R"("at": "0s", "for": "500us")"))).completed ==
          Times{11, 21, 31, 41});
  }
}

TEST_CASE("With acknowledgement of all, events that never come hold up no publisher") {
  for (const std::string kind : {R"("drop", "share": 1)", R"("delay", "share": 1, "by": "1s")"}) {
    auto bus = struck(fault(kind));
    bus.topic = R"("partitions": 1, "acks": "all")";
    CHECK(Course(bus).answered == Times{1, 2, 3, 4});
  }
}
