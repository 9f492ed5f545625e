#include <catch2/catch.hpp>

#include "tests/theory/agrees.hpp"
#include "tests/theory/bus.hpp"

using namespace faultline;

namespace {

/// The effect at the publisher, of which the event tells.
constexpr auto stored = R"({ "effect": "done" }, )";

/// "a" does something, of which an event tells; nothing happens at "b".
Bus telling(const std::string& steps) {
  return {.work = R"({ "work": "1ms" })", .publishing = steps, .events = 10};
}

Setup with_rows(const Bus& bus, const std::string& time) {
  auto setup = bus.setup();
  setup.stores = R"("rows": { "owner": "a", "time": ")" + time + "\" }";
  return setup;
}

}  // namespace

TEST_CASE("Who publishes waits for the broker, and who forgets does not") {
  Bus bus{.append = "5ms"};
  CHECK(Course(bus).answered == Times{6, 7, 8, 9});
  bus.publishing = R"({ "publish": "news", "wait": false })";
  const Course forgetting(bus);
  CHECK(forgetting.answered == Times{1, 2, 3, 4});
  CHECK(forgetting.completed == Times{16, 26, 36, 46});
  bus.publishing = R"({ "publish": "news" })";
  bus.topic += R"(, "acks": "none")";
  CHECK(Course(bus).answered == Times{1, 2, 3, 4});
}

TEST_CASE("Who forgets does not learn that the broker is down, and what it published is lost") {
  auto bus = telling(std::string(stored) + R"({ "publish": "news", "wait": false,
    "tells": "done" })");
  bus.faults = crash("news", "3500us", "3s");
  const Course forgetting(bus);
  CHECK(forgetting.outcomes == "ssssssssss");
  CHECK(forgetting.count(Incident::dual_write_lost) == 7);
  bus.publishing = std::string(stored) + R"({ "publish": "news", "tells": "done" })";
  CHECK(Course(bus).outcomes == "sssfffffff");
}

TEST_CASE("Batching: the first waits for the linger, the others for what is left of it") {
  Bus bus{.publishing = R"({ "publish": "news", "batching": { "linger": "5ms" } })", .events = 12};
  CHECK(Course(bus).answered == Times{6, 6, 6, 6, 6, 11, 11, 11, 11, 11, 16, 16});
}

TEST_CASE("Batching: a batch that is full goes at once") {
  Bus bus{.publishing = R"({ "publish": "news", "batching": { "linger": "1s", "batch": 3 } })"};
  bus.events = 9;
  CHECK(Course(bus).answered == Times{3, 3, 3, 6, 6, 6, 9, 9, 9});
}

TEST_CASE("Batching: all events of a batch are stored in the time of one") {
  Bus bus{.events = 4, .append = "4ms"};
  bus.publishing = R"({ "publish": "news", "batching": { "linger": "10ms", "batch": 4 } })";
  const Course course(bus);
  CHECK(course.answered == Times{8, 8, 8, 8});
  CHECK(course.completed == Times{18, 28, 38, 48});
}

TEST_CASE("Batching: each partition has batches of its own") {
  Bus bus{.topic = R"("partitions": 2)", .events = 6};
  bus.publishing = R"({ "publish": "news", "batching": { "linger": "1s", "batch": 3 } })";
  CHECK(Course(bus).answered == Times{5, 6, 5, 6, 5, 6});
}

TEST_CASE("Batching: what is gathered and not yet sent is lost with its publisher") {
  auto bus = telling(std::string(stored) + R"({ "publish": "news", "tells": "done",
    "wait": false, "batching": { "linger": "6500us" } })");
  bus.faults = crash("a", "9500us", "300us");
  // Sent at 7.5 ms are those of 1, ..., 7 ms; lost are those of 8 and 9 ms; the last comes after.
  const Course course(bus);
  CHECK(course.outcomes == "ssssssssss");
  CHECK(course.count(Incident::dual_write_lost) == 2);
}

TEST_CASE("Batching: of an event delivered twice at once, each delivery has a batch of its own") {
  Bus bus{.work = R"({ "publish": "further", "batching": { "linger": "10ms" } })"};
  bus.topic = R"("availability": 1 }, "further": { "append": "4ms")";
  bus.consumers = R"("consumers": 5 }, "c.run": { "topic": "further")";
  bus.faults = R"({ "name": "twice", "kind": "duplicate", "target": "news", "share": 1,
    "at": "500us", "for": "1ms" })";
  auto setup = bus.setup();
  setup.services = R"("a": { "workers": 1000 }, "b": { "instances": 2 }, "c": {})";
  setup.operations = R"("c.run": [ { "effect": "done" } ])";
  // One instance gathers 1, 2 and 4, the other 1 again and 3.
  const Course course(setup);
  CHECK(course.completed == Times{15, 15, 15, 15});
  CHECK(course.duplicates == 1);
}

TEST_CASE("Batching of Poisson events waits L (1 + a L / 2) / (1 + a L) in the mean") {
  Bus bus{.publishing = R"({ "publish": "news", "batching": { "linger": "20ms" } })"};
  bus.work = R"({ "effect": "done" })";
  auto setup = bus.setup();
  setup.length = "200s";
  setup.arrivals = poisson_at(200);
  const Replications runs(setup, 6);
  const double L = 0.02;
  const double aL = 200 * L;
  CHECK_THAT(runs["response_mean_s"], Agrees(L * (1 + aL / 2) / (1 + aL), {0.02}));
}

TEST_CASE("An outbox with a relay that polls: published at the next poll, the client waits not") {
  Bus bus{.work = R"({ "effect": "done" })", .events = 10};
  bus.publishing = R"({ "publish": "news", "outbox": { "store": "rows", "every": "4ms" } })";
  const Course course(with_rows(bus, "0ms"));
  CHECK(course.answered == Times{1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
  // Polls at 4, 8 and 12 ms; which of two at one instant comes first is left open.
  CHECK(course.completed[0] == 4);
  CHECK(course.completed[2] == 4);
  CHECK(course.completed[4] == 8);
  CHECK(course.completed[6] == 8);
  CHECK(course.completed[8] == 12);
}

TEST_CASE("A relay that polls asks and marks in the store, and takes so many events at once") {
  Bus bus{.work = R"({ "effect": "done" })", .events = 6};
  bus.publishing = R"({ "publish": "news",
    "outbox": { "store": "rows", "every": "10ms", "batch": 4 } })";
  const Course course(with_rows(bus, "3ms"));
  // Asked at 10 ms, published at 13 ms, marked at 16 ms; the next round is from 26 to 32 ms.
  CHECK(course.completed == Times{13, 13, 13, 13, 29, 29});
}

TEST_CASE("A relay that tails the log publishes each event so long after it was written") {
  Bus bus{.work = R"({ "effect": "done" })", .events = 5};
  bus.publishing = R"({ "publish": "news", "outbox": { "store": "rows", "tail": "20ms" } })";
  CHECK(Course(with_rows(bus, "0ms")).completed == Times{21, 22, 23, 24, 25});
}

TEST_CASE("An outbox holds what can not be published until it can, and nothing is lost") {
  for (const std::string relay : {R"("every": "10ms")", R"("tail": "1ms")"}) {
    auto bus = telling(R"({ "work": "500us" }, { "effect": "done" }, { "publish": "news",
      "tells": "done", "outbox": { "store": "rows", )" +
                       relay + " } }");
    bus.faults = crash("news", "4200us", "2s");
    const Course course(with_rows(bus, "0ms"));
    CHECK(course.outcomes == "ssssssssss");
    CHECK(course.count(Incident::dual_write_lost) == 0);
    CHECK(course.count(Incident::phantom) == 0);
  }
}

TEST_CASE("A relay that crashes before it has marked what it published publishes it again") {
  Bus bus{.work = R"({ "effect": "done" })", .events = 6, .until = 20};
  bus.publishing = R"({ "publish": "news", "outbox": { "store": "rows", "every": "10ms" } })";
  bus.faults = crash("a", "14ms", "100ms");
  const Course course(with_rows(bus, "3ms"), 6);
  CHECK(course.completed == Times{13, 13, 13, 13, 13, 13});
  CHECK(course.duplicates == 6);
  CHECK(course.lost == 0);
}

TEST_CASE("What a relay could publish is not published again for what it could not") {
  Bus bus{.topic = R"("partitions": 2, "broker": "bus")", .work = R"({ "effect": "done" })"};
  bus.brokers = R"("bus": { "nodes": 2 })";
  bus.events = 8;
  bus.publishing = R"({ "publish": "news", "outbox": { "store": "rows", "every": "10ms" } })";
  bus.faults = crash("bus#1", "1500us", "1s");
  const Course course(with_rows(bus, "0ms"));
  CHECK(course.duplicates == 0);
  CHECK(course.lost == 0);
}

TEST_CASE("Dual write: a crash between the effect and the publishing loses the event") {
  auto bus = telling(std::string(stored) + R"({ "work": "5ms" }, { "publish": "news",
    "tells": "done" })");
  bus.faults = crash("a", "7500us", "1s");
  const Course course(bus);
  // Requests 1 and 2 had both; 3 to 7 were in between; the rest was refused.
  CHECK(course.outcomes == "ssffffffff");
  CHECK(course.count(Incident::dual_write_lost) == 5);
  CHECK(course.count(Incident::phantom) == 0);
}

TEST_CASE("Dual write: with the publishing first a crash in between leaves a phantom event") {
  auto bus = telling(R"({ "publish": "news", "tells": "done" }, { "work": "5ms" },
    { "effect": "done" })");
  bus.faults = crash("a", "7500us", "1s");
  const Course course(bus);
  CHECK(course.count(Incident::dual_write_lost) == 0);
  CHECK(course.count(Incident::phantom) == 5);
}

TEST_CASE("Dual write: a broker that is down loses what was stored, an outbox loses nothing") {
  auto bus = telling(std::string(stored) + R"({ "publish": "news", "tells": "done" })");
  bus.faults = crash("news", "4500us", "3s");
  CHECK(Course(bus).count(Incident::dual_write_lost) == 6);
}

TEST_CASE("Policies stand around the publishing of each event that is gathered") {
  // The first parcel goes at 6 ms with all four, and is refused since the topic is down until 8 ms.
  Bus bus{.topic = R"("availability": 1)",
          .work = R"({ "effect": "done" })",
          .publishing = R"({ "publish": "news", "batching": { "linger": "5ms" } })",
          .faults = crash("news", "5ms", "3ms"),
          .until = 20};
  CHECK(Course(bus).outcomes.starts_with("ffff"));
  bus.publishing = R"({ "publish": "news", "batching": { "linger": "5ms" }, "policies": [
    { "kind": "retry", "base": "1ms", "backoff": "fixed", "jitter": "none" } ] })";
  const Course again(bus);
  // Tried again at 7 ms, they are gathered until 12 ms.
  CHECK(again.outcomes.starts_with("ssss"));
  CHECK(Times(again.completed.begin(), again.completed.begin() + 4) == Times{12, 12, 12, 12});
  bus.publishing = R"({ "publish": "news", "batching": { "linger": "5ms" }, "policies": [
    { "kind": "timeout", "after": "2500us" } ] })";
  bus.faults = "";
  bus.until = 0;
  const Course late(bus);
  // The last waits for 2 ms only; the others have given up, and are there all the same.
  CHECK(late.outcomes == "ttts");
  CHECK(late.lost == 0);
}
