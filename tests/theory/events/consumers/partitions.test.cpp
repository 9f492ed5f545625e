#include <catch2/catch.hpp>

#include "tests/theory/bus.hpp"

using namespace faultline;

TEST_CASE("Events of one partition are processed one after the other, in order") {
  CHECK(Course(Bus{}).completed == Times{11, 21, 31, 41});
}

TEST_CASE("Two partitions with a consumer each are worked off side by side") {
  Bus bus{.topic = R"("partitions": 2)", .consumers = R"("consumers": 2)"};
  CHECK(Course(bus).completed == Times{11, 12, 21, 22});
}

TEST_CASE("Two partitions of one consumer take turns on its only thread") {
  Bus bus{.topic = R"("partitions": 2)"};
  CHECK(Course(bus).completed == Times{11, 21, 31, 41});
}

TEST_CASE("Consumers beyond the number of partitions have nothing to do") {
  Bus bus{.topic = R"("partitions": 2)", .consumers = R"("consumers": 9)"};
  CHECK(Course(bus).completed == Times{11, 12, 21, 22});
}

TEST_CASE("The key decides the partition: events about one key wait for each other") {
  Bus bus{.topic = R"("partitions": 8)", .consumers = R"("consumers": 8)"};
  auto setup = bus.setup();
  setup.keys_and_classes = R"("keys": { "count": 1, "exponent": 0 })";
  CHECK(Course(setup).completed == Times{11, 21, 31, 41});
  bus.topic += R"(, "keyed": false)";
  setup.designs = bus.setup().designs;
  CHECK(Course(setup).completed == Times{11, 12, 13, 14});
}

TEST_CASE("A consumer with a concurrency works on so many events of its batch at once") {
  Bus bus{.consumers = R"("batch": 9, "concurrency": 2)", .events = 6};
  // The first is alone in its batch, from 1 ms to 11 ms; then come the other five, by twos.
  CHECK(Course(bus).completed == Times{11, 21, 21, 31, 31, 41});
}

TEST_CASE("A partition takes no more than its rate, and who publishes waits") {
  Bus bus{.topic = R"("partitions": 1, "partition_rate": "100/s")"};
  CHECK(Course(bus).answered == Times{1, 11, 21, 31});
  bus.topic = R"("partitions": 2, "partition_rate": "100/s")";
  CHECK(Course(bus).answered == Times{1, 2, 11, 12});
}

TEST_CASE("The broker takes its time to store an event, and the consumer has it after") {
  Bus bus{.events = 2, .append = "3ms"};
  CHECK(Course(bus).answered == Times{4, 5});
  CHECK(Course(bus).completed == Times{14, 24});
}

TEST_CASE("Each event goes its way from the broker to the consumer, a batch goes it once") {
  Bus bus{.work = R"({ "effect": "done" })", .events = 5};
  const auto completed = [&] {
    auto setup = bus.setup();
    setup.platform = R"("zones": { "here": { "hosts": [ "near", "far" ], "latency": "5ms" } })";
    setup.services = R"("a": { "workers": 100, "hosts": [ "near" ] }, "b": { "hosts": [ "far" ] })";
    setup.transaction += R"(, "host": "near")";
    const auto at = setup.designs.find(R"("append")");
    setup.designs.insert(at, R"("host": "near", )");
    return Course(setup).completed;
  };
  const auto one_by_one = completed();
  // There and back again with each event, to fetch it and to commit it.
  const auto way = one_by_one[0] - 1;
  CHECK(way > 5);
  for (std::size_t i = 1; i < 5; ++i)
    CHECK(one_by_one[i] == Approx(1 + way * (1 + 2 * static_cast<double>(i))).epsilon(0.01));
  bus.consumers = R"("batch": 100)";
  const auto by_batch = completed();
  CHECK(by_batch[0] == one_by_one[0]);
  for (std::size_t i = 1; i < 5; ++i) CHECK(by_batch[i] == Approx(1 + 3 * way).epsilon(0.01));
}

TEST_CASE("A backlog is gone after T lambda / (mu - lambda), mu = min(consumers, partitions) r") {
  for (const auto& consumers : {"2", "4", "8"}) {
    Bus bus{.topic = R"("partitions": 4)"};
    bus.consumers = R"("consumers": )" + std::string(consumers);
    bus.work = R"({ "work": "10ms" }, { "effect": "done" })";
    bus.faults = crash("b", "1000300us", "2s");
    auto setup = bus.setup();
    setup.arrivals = R"({ "kind": "constant", "rate": "100/s" })";
    setup.length = "10s";
    const auto completed = Course(setup).completed;
    std::size_t waited = 0;  // the last event that found others before it
    for (std::size_t i = 0; i < completed.size(); ++i)
      if (completed[i] - 10 * static_cast<double>(i + 1) > 10.5) waited = i;
    const double lambda = 0.1;  // a millisecond
    const double mu = std::min(4.0, std::stod(consumers)) / 10;
    CHECK(completed[waited] - 3000 == Approx(2000 * lambda / (mu - lambda)).epsilon(0.02));
  }
}

TEST_CASE("Each group has every event, and a group that is slow holds up no other") {
  Bus bus{};
  auto setup = bus.setup();
  setup.effects = R"("done", "counted")";
  setup.operations = R"("b.count": [ { "work": "1ms" }, { "effect": "counted" } ])";
  const std::string groups = R"("subscriptions": { )";
  setup.designs.insert(setup.designs.find(groups) + groups.size(),
                       R"("b.count": { "topic": "news" }, )");
  CHECK(Course(setup).completed == Times{11, 21, 31, 41});
  setup.effects = R"("counted")";
  const std::string done = R"(, { "effect": "done" })";
  setup.designs.erase(setup.designs.find(done), done.size());
  CHECK(Course(setup).completed == Times{2, 3, 4, 5});
}

TEST_CASE("A topic that was down goes on where it was, though nothing more is published") {
  Bus bus{.faults = crash("news", "15ms", "1s"), .until = 16};
  // The second is under way when it goes down.
  CHECK(Course(bus).completed == Times{11, 21, 1025, 1035});
}
