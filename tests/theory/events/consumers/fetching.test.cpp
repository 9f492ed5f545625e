#include <string>

#include "tests/theory/agrees.hpp"
#include "tests/theory/bus.hpp"

using namespace faultline;

namespace {

Bus fetched(const std::string& fetch, const std::string& topic = R"("partitions": 1)") {
  Bus bus{.topic = topic, .work = R"({ "effect": "done" })", .events = 8};
  bus.consumers = R"("batch": 4, "fetch": { )" + fetch + " }";
  return bus;
}

}  // namespace

TEST_CASE("A fetch takes the broker its time, once for each batch, of a log and of a queue") {
  for (const std::string topic : {R"("partitions": 1, )", ""}) {
    Bus bus{.topic = topic + R"("fetch": "3ms")"};
    CHECK(Course(bus).completed == Times{14, 27, 40, 53});
    bus.consumers = R"("batch": 3)";
    // The other three come while the first is fetched and worked on.
    CHECK(Course(bus).completed == Times{14, 27, 37, 47});
    bus.append = "2ms";
    CHECK(Course(bus).completed == Times{16, 29, 39, 49});
  }
}

TEST_CASE("A slow broker takes longer for a fetch too") {
  Bus bus{.topic = R"("partitions": 1, "fetch": "3ms")"};
  bus.faults = R"({ "name": "slow", "kind": "slow", "target": "news", "factor": 2, "at": "0s" })";
  CHECK(Course(bus).completed == Times{17, 33, 49, 65});
}

TEST_CASE("Long polling: a fetch is answered once there are enough events") {
  CHECK(Course(fetched(R"("events": 4, "wait": "1s")")).completed == Times{4, 4, 4, 4, 8, 8, 8, 8});
  CHECK(Course(fetched(R"("size": "3KB", "wait": "1s")")).completed ==
        Times{3, 3, 3, 6, 6, 6, 1006, 1006});
}

TEST_CASE(
    "Long polling: a fetch that has waited is given what there is, and the next one follows") {
  // Asked at 0 ms, 2 ms, ...
  CHECK(Course(fetched(R"("events": 4, "wait": "2ms")")).completed ==
        Times{2, 2, 4, 4, 6, 6, 8, 8});
  CHECK(Course(fetched(R"("events": 4, "wait": "3500us")")).completed ==
        Times{3.5, 3.5, 3.5, 7, 7, 7, 10.5, 10.5});
  auto bus = fetched(R"("events": 4, "wait": "7ms")");
  bus.work = R"({ "work": "2ms" }, { "effect": "done" })";
  // The first four from 4 ms to 12 ms, and at once the others, which are enough.
  CHECK(Course(bus).completed == Times{6, 8, 10, 12, 14, 16, 18, 20});
}

TEST_CASE("Long polling of Poisson events that are never enough adds W / 2") {
  auto bus = fetched(R"("events": 1000, "wait": "100ms")");
  bus.consumers.replace(bus.consumers.find('4'), 1, "1000");
  auto setup = bus.setup();
  setup.arrivals = poisson_at(50);
  setup.length = "400s";
  const Replications runs(setup, 6);
  CHECK_THAT(runs["consistency_p50_s"], Agrees(0.1 / 2, {0.03, histogram_resolution}));
  CHECK_THAT(runs["consistency_p99_s"], Agrees(0.1 * 0.99, {0.03, histogram_resolution}));
}

TEST_CASE("A partition's rate makes publishers wait though full it would refuse them") {
  Bus bus{.topic = R"("partitions": 1, "partition_rate": "100/s", "capacity": 2,
    "when_full": "refuse")"};
  bus.work = R"({ "work": "50ms" }, { "effect": "done" })";
  const Course course(bus);
  CHECK(course.outcomes == "ssrr");
  CHECK(course.answered == Times{1, 11, 21, 21});
}

TEST_CASE("Who gives up waiting for its turn at a partition takes no turn") {
  Bus bus{.topic = R"("partitions": 1, "partition_rate": "100/s")", .events = 12};
  bus.publishing = R"({ "publish": "news", "policies": [ { "kind": "timeout", "after": "5ms",
    "cancel": true } ] })";
  // At 11 ms the partition is free again, and only those of 7 ms and later wait still.
  CHECK(Course(bus).outcomes == "stttttsttttt");
}
