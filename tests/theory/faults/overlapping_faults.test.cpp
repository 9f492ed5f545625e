#include <catch2/catch.hpp>
#include <map>

#include "tests/theory/agrees.hpp"
#include "tests/theory/bus.hpp"

using namespace faultline;

namespace {

constexpr int events = 4000;
const double margin = 4 * std::sqrt(0.25 * 0.75 / events);

/// Two faults of one kind that strike the same topic, each half of its events, by itself.
std::string twice(const std::string& kind, const std::string& first = "",
                  const std::string& second = "") {
  const auto one = [&](const std::string& name, const std::string& more) {
    return R"({ "name": ")" + name + R"(", "target": "news", "kind": ")" + kind +
           R"(", "share": 0.5, "at": "0s")" + more + " }";
  };
  return one("one", first) + ", " + one("other", second);
}

Bus struck(const std::string& faults) {
  return {.topic = R"("availability": 1)",
          .consumers = R"("consumers": 1000000)",
          .work = R"({ "effect": "done" })",
          .faults = faults,
          .events = events};
}

/// How late each event was, in whole ms: the share of each.
std::map<int, double> lateness(const Course& course) {
  std::map<int, double> shares;
  for (std::size_t i = 0; i < course.completed.size(); ++i)
    if (course.completed[i] != Course::never)
      shares[static_cast<int>(std::lround(course.completed[i] - static_cast<double>(i + 1)))] +=
          1.0 / events;
  return shares;
}

}  // namespace

TEST_CASE("Two delays of half the events each: a quarter come in time, by one, the other, both") {
  auto bus = struck(twice("delay", R"(, "by": "100ms")", R"(, "by": "400ms")"));
  bus.until = 6000;
  const auto shares = lateness(Course(bus));
  REQUIRE(shares.size() == 4);
  for (const int late : {0, 100, 400, 500}) CHECK(shares.at(late) == Approx(0.25).margin(margin));
}

TEST_CASE("Two drops of half the events each leave a quarter, two duplications double twice") {
  CHECK(Course(struck(twice("drop"))).lost / double{events} == Approx(0.75).margin(margin));
  // Struck by none, by one or by both: 1, 2 or 3 times, with 1/4, 1/2 and 1/4.
  const Course doubled(struck(twice("duplicate")));
  CHECK(doubled.duplicates / double{events} == Approx(1).margin(2 * margin));
  CHECK(doubled.lost == 0);
}

TEST_CASE("Two poisons of half the events each leave a quarter to be processed") {
  auto bus = struck(twice("poison"));
  bus.consumers += R"(, "attempts": 1)";
  const Course course(bus);
  CHECK(course.lost / double{events} == Approx(0.75).margin(margin));
  CHECK(course.count(Incident::dead_lettered) == course.lost);
}

TEST_CASE("Two reorders wait each for so long as it says, both for the shorter time") {
  // One event a second: nobody overtakes it in time.
  auto bus = struck(twice("reorder", R"(, "within": "100ms")", R"(, "within": "400ms")"));
  auto setup = bus.setup();
  setup.arrivals = R"({ "kind": "constant", "rate": "1/s" })";
  setup.length = std::to_string(events) + "500ms";
  const Course course(setup);
  std::map<int, double> shares;
  for (std::size_t i = 0; i < course.completed.size(); ++i)
    shares[static_cast<int>(
        std::lround(course.completed[i] - 1000.0 * static_cast<double>(i + 1)))] += 1.0 / events;
  REQUIRE(shares.size() == 3);
  CHECK(shares.at(0) == Approx(0.25).margin(margin));
  CHECK(shares.at(100) == Approx(0.5).margin(margin));
  CHECK(shares.at(400) == Approx(0.25).margin(margin));
}

TEST_CASE("A fault strikes the same events whatever others there are") {
  const auto with = [](const std::string& more) {
    const std::string own =
        R"({ "name": "one", "kind": "drop", "target": "news", "share": 0.3, "at": "0s" })";
    auto bus = struck(own + more);
    bus.until = 6000;
    std::vector<bool> lost;
    for (const auto time : Course(bus).completed) lost.push_back(time == Course::never);
    return lost;
  };
  const auto alone = with("");
  CHECK(with(R"(, { "name": "late", "kind": "delay", "target": "news", "share": 0.5, "by": "5ms",
    "at": "0s" })") == alone);
  CHECK(with(R"(, { "name": "twice", "kind": "duplicate", "target": "news", "share": 0.5,
    "at": "0s" })") == alone);
  CHECK(with(R"(, { "name": "swap", "kind": "reorder", "target": "news", "share": 0.5,
    "at": "0s" })") == alone);
}

TEST_CASE("Two storms of rebalances go on by clocks of their own") {
  // Each time, partitions stand still for 1 ms, from 3, 6, 9, ... and from 5, 10, 15 ms on.
  const auto storms = [](const std::string& faults) {
    Bus bus{.consumers = R"("consumers": 1, "rebalance": "1ms")",
            .work = R"({ "effect": "done" })",
            .faults = faults,
            .events = 30};
    auto setup = bus.setup();
    setup.arrivals = R"({ "kind": "constant", "rate": "1000/s" })";
    std::vector<int> late;
    const auto completed = Course(setup, 30).completed;
    for (std::size_t i = 0; i < completed.size(); ++i)
      if (completed[i] > static_cast<double>(i + 1) + 0.5) late.push_back(static_cast<int>(i + 1));
    return late;
  };
  const auto storm = [](const std::string& name, const std::string& every) {
    return R"({ "name": ")" + name + R"(", "kind": "rebalance", "target": "b", "every": ")" +
           every + R"(", "at": "0s" })";
  };
  const auto first = storms(storm("one", "6ms"));
  const auto second = storms(storm("other", "10ms"));
  CHECK(first == std::vector{6, 12, 18, 24, 30});
  CHECK(second == std::vector{10, 20, 30});
  CHECK(storms(storm("one", "6ms") + ", " + storm("other", "10ms")) ==
        std::vector{6, 10, 12, 18, 20, 24, 30});
}
