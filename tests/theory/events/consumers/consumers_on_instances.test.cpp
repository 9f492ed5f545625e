#include <catch2/catch.hpp>
#include <string>

#include "tests/theory/bus.hpp"

using namespace faultline;

namespace {

/// Events that take 100 ms of a consumer and of its instance's core, four consumers on up to four
/// instances: 10/s for each of these that runs.
Setup scaled(const std::string& topic, const std::string& rate, const std::string& scaling) {
  Bus bus{.topic = topic,
          .consumers = R"("consumers": 4, "rebalance": "0s")",
          .work = R"({ "work": "100ms" }, { "effect": "done" })"};
  auto setup = bus.setup();
  setup.length = "300s";
  setup.drain = "10min";
  setup.arrivals = R"({ "kind": "constant", "rate": ")" + rate + R"(" })";
  setup.services =
      R"("a": { "workers": 1000000 }, "b": { "workers": 10, "cores": 1, "autoscaling": {
    "cold_start": "5s", )" +
      scaling + " } }";
  return setup;
}

/// Effects in each second from `from` on, over 20 s.
double rate_from(const Setup& setup, double from) {
  return told(setup, [from](const Ledger& ledger) {
    double count = 0;
    for (const auto& one : ledger.transactions) {
      if (one.completed == end_of_time) continue;
      const auto at = seconds(one.completed);
      count += at >= from && at < from + 20;
    }
    return std::vector{count / 20};
  })[0];
}

/// Consumers that run at this instant, in s.
int consumers_at(const Setup& setup, double at) {
  return static_cast<int>(told(setup, [at](const Ledger& ledger) {
    double consumers = -1;
    for (const auto& level : ledger.levels)
      if (level.consumers != LevelRecord::consumes_nothing && seconds(level.sampled) == at)
        consumers = static_cast<double>(level.consumers);
    return std::vector{consumers};
  })[0]);
}

const std::string kinds[] = {R"("availability": 1)", R"("partitions": 12)"};

}  // namespace

TEST_CASE("Consumers work where an instance of their service runs, of queues and of logs") {
  for (const auto& topic : kinds) {
    CAPTURE(topic);
    // One instance does 10/s, however much there is to do; 30/s take three.
    CHECK(rate_from(scaled(topic, "30/s", R"("max": 4, "target": 1, "every": "1h")"), 20) ==
          Approx(10).margin(0.6));
    const auto growing = scaled(topic, "25/s", R"("max": 4, "target": 0.9, "every": "5s")");
    CHECK(rate_from(growing, 280) == Approx(25).margin(1.5));
    CHECK(consumers_at(growing, 1) == 1);
    CHECK(consumers_at(growing, 150) >= 3);
  }
}

TEST_CASE("A group lets go of an instance that goes, and loses and repeats nothing by it") {
  for (const auto& topic : kinds) {
    CAPTURE(topic);
    auto setup = scaled(topic, "25/s",
                        R"("max": 4, "target": 0.9, "every": "5s", "scale_down_after": "10s")");
    setup.arrivals = R"({ "kind": "piecewise", "pieces": [ { "from": "0s", "rate": "25/s" },
      { "from": "150s", "rate": "3/s" } ] })";
    CHECK(consumers_at(setup, 140) >= 3);
    CHECK(consumers_at(setup, 290) == 1);
    const Course course(setup);
    CHECK(course.lost == 0);
    CHECK(course.duplicates == 0);
  }
}
