#include <catch2/catch.hpp>

#include "tests/theory/bus.hpp"

using namespace faultline;

namespace {

/// "b" works 10 ms on each event of "news" and publishes it to "second", where "c" has it for 5 ms.
struct Relay {
  std::string consumers = R"("delivery": "effectively_once")";
  std::string second = R"("append": "0ms")";
  std::string publishing = R"({ "publish": "second" })";
  std::string faults = crash("c", "400ms", "50ms");
  int events = 4;

  Course course() const {
    auto setup = Bus{.faults = faults, .events = events, .until = 500}.setup();
    setup.services += R"(, "c": {})";
    setup.designs =
        R"("only": { "topics": { "news": { "append": "0ms", "partitions": 1 }, "second": {)" +
        second + R"(, "partitions": 1 } }, "a.run": [ { "publish": "news" } ],
        "b.run": [ { "work": "10ms" }, )" +
        publishing + R"( ], "c.run": [ { "work": "5ms" }, { "effect": "done" } ],
        "subscriptions": { "b.run": { "topic": "news", "redeliver_after": "20ms", )" +
        consumers + R"( }, "c.run": { "topic": "second" } } })";
    return Course(setup, events);
  }
};

constexpr auto at_least_once = R"("delivery": "at_least_once")";

}  // namespace

TEST_CASE("What a transactional consumer publishes takes the broker as long as any event") {
  Relay relay{.second = R"("append": "20ms")"};
  CHECK(relay.course().completed == Times{36, 66, 96, 126});
  relay.consumers = at_least_once;
  CHECK(relay.course().completed == Times{36, 66, 96, 126});
}

TEST_CASE("A transactional consumer whose event no broker takes has its own event again") {
  // Tried at 11 and 41 ms in vain, and again at 71.
  Relay relay{.faults = crash("second", "0ms", "50ms")};
  const auto course = relay.course();
  CHECK(course.completed == Times{76, 86, 96, 106});
  CHECK(course.lost == 0);
  CHECK(course.duplicates == 0);
}

TEST_CASE("What a transactional consumer publishes is there from the commit of its batch") {
  // The first event comes alone, the other three are a batch from 11 to 41 ms.
  Relay relay{.consumers = R"("batch": 4, "delivery": "effectively_once")"};
  CHECK(relay.course().completed == Times{16, 46, 51, 56});
  relay.faults = crash("b", "36ms", "100ms");
  CHECK(relay.course().completed == Times{16, 171, 176, 181});
  CHECK(relay.course().duplicates == 0);
  relay.consumers = R"("batch": 4, )" + std::string(at_least_once);
  CHECK(relay.course().completed == Times{16, 26, 36, 171});
  CHECK(relay.course().duplicates == 2);
}

TEST_CASE("A transactional consumer publishes once, though its time-out has it try again") {
  // The first try is slow: the broker has its event at 31 ms, after the second was begun at 26 ms.
  Relay relay{.second = R"("append": "10ms")",
              .publishing = R"({ "publish": "second", "policies": [
                { "kind": "retry", "attempts": 2, "base": "0ms" },
                { "kind": "timeout", "after": "15ms" } ] })",
              .faults = R"({ "name": "slow", "kind": "slow", "target": "second", "factor": 2,
                "at": "0s", "for": "20ms" })",
              .events = 1};
  CHECK(relay.course().completed == Times{41});
  CHECK(relay.course().duplicates == 0);
  relay.consumers = at_least_once;
  CHECK(relay.course().completed == Times{36});
  CHECK(relay.course().duplicates == 1);
}
