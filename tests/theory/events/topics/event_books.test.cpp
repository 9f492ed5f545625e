#include <catch2/catch.hpp>

#include "tests/theory/bus.hpp"

using namespace faultline;

namespace {

/// The one subscription's books, then the topic's.
struct Booked {
  explicit Booked(const Setup& setup) {
    const auto numbers = told(setup, [](const Ledger& ledger) {
      const auto& own = ledger.subscriptions.at(0);
      const auto& topic = ledger.topics.at(0);
      std::vector<double> numbers;
      for (const auto count :
           {own.published, own.delivered, own.dead_lettered, own.expired, own.dropped, own.pending,
            topic.published, topic.duplicated, topic.held_up})
        numbers.push_back(static_cast<double>(count));
      for (const auto& one : ledger.publishes) {
        numbers.push_back(seconds(one.asked) * 1e3);
        numbers.push_back(seconds(one.held_up) * 1e3);
      }
      return numbers;
    });
    group.assign(numbers.begin(), numbers.begin() + 6);
    topic.assign(numbers.begin() + 6, numbers.begin() + 9);
    for (auto at = numbers.begin() + 9; at != numbers.end(); at += 2)
      held_up.emplace_back(at[0], at[1]);
    std::ranges::sort(held_up);
  }

  using Counts = std::vector<int>;
  Counts group;  ///< published, delivered, dead-lettered, expired, dropped, pending
  Counts topic;  ///< published, duplicated, held up
  std::vector<std::pair<double, double>> held_up;  ///< asked at, for so long, in ms
};

using Counts = Booked::Counts;

std::string event_fault(const std::string& kind, const std::string& name, const std::string& at) {
  return R"({ "name": ")" + name + R"(", "kind": ")" + kind +
         R"(", "target": "news", "share": 1, "for": "1ms", "at": ")" + at + "\" }";
}

void check_waits(const Booked& booked, const std::vector<double>& waits) {
  REQUIRE(booked.held_up.size() == waits.size());
  for (std::size_t i = 0; i < waits.size(); ++i) {
    CHECK(booked.held_up[i].first == Approx(1 + static_cast<double>(i)));
    CHECK(booked.held_up[i].second == Approx(waits[i]).margin(1e-9));
  }
}

}  // namespace

TEST_CASE("The books say of each event what became of it, in a log and in a queue") {
  // Six events at 1 to 6 ms; the second is dropped, the fourth poisoned, the fifth doubled. Work of
  // 10 ms ends at 11 (1st), 21 (3rd) and 31 ms (5th); at 36.5 ms its copy and the sixth are left.
  for (const auto* topic : {R"("partitions": 1)", R"("host": "host")"}) {
    Bus bus{.topic = topic, .consumers = R"("attempts": 1)", .events = 6};
    bus.faults = event_fault("drop", "lost", "1500us") + "," +
                 event_fault("poison", "bad", "3500us") + "," +
                 event_fault("duplicate", "twice", "4500us");
    auto setup = bus.setup();
    setup.drain = "30ms";
    const Booked booked(setup);
    CHECK(booked.group == Counts{7, 3, 1, 0, 1, 2});
    CHECK(booked.topic == Counts{6, 1, 0});
  }
}

TEST_CASE("Events that are thrown away are expired in the books") {
  // Room for two: those at 3, 4, 5 and 6 ms each push out the oldest that waits.
  Bus bus{.topic = R"("capacity": 2, "when_full": "drop_oldest")", .events = 6};
  CHECK(Booked(bus.setup()).group == Counts{6, 3, 0, 3, 0, 0});
}

TEST_CASE("An event that its publisher does not wait for is dropped where no topic takes it") {
  Bus bus{.publishing = R"({ "publish": "news" })", .events = 6};
  bus.faults = crash("news", "2500us", "2ms");
  const Booked told_of(bus.setup());  // the third and the fourth request fail
  CHECK(told_of.group == Counts{4, 4, 0, 0, 0, 0});
  bus.publishing = R"({ "publish": "news", "wait": false })";
  const Booked not_told(bus.setup());
  CHECK(not_told.group == Counts{6, 4, 0, 0, 2, 0});
  CHECK(not_told.topic == Counts{6, 0, 0});
}

TEST_CASE("An event that its publisher does not wait for is no loss once a retry brought it") {
  Bus bus{.publishing = R"({ "publish": "news", "wait": false,
    "policies": [ { "kind": "retry", "attempts": 9, "base": "1ms", "jitter": "none" } ] })",
          .events = 6};
  bus.faults = crash("news", "2500us", "2ms");
  CHECK(Booked(bus.setup()).group == Counts{6, 6, 0, 0, 0, 0});
}

TEST_CASE("Publishers are held up by a partition's rate, whether or not anybody waits for them") {
  // One each 10 ms: those that ask at 1, 2, ... 5 ms are taken at 1, 11, ... 41 ms.
  for (const auto* wait : {"true", "false"}) {
    const Bus bus{.topic = R"("partitions": 1, "partition_rate": "100/s")",
                  .publishing = R"({ "publish": "news", "wait": )" + std::string(wait) + " }",
                  .events = 5};
    check_waits(Booked(bus.setup()), {0, 9, 18, 27, 36});
  }
}

TEST_CASE("Publishers that a full topic still holds up at the end are in its books") {
  // Room for one, which is free at 11 and 21 ms; at 25.5 ms the fourth and the fifth still wait.
  for (const auto* wait : {"true", "false"}) {
    const Bus bus{.topic = R"("partitions": 1, "capacity": 1)",
                  .publishing = R"({ "publish": "news", "wait": )" + std::string(wait) + " }",
                  .events = 5};
    auto setup = bus.setup();
    setup.drain = "20ms";
    const Booked booked(setup);
    CHECK(booked.topic == Counts{3, 0, 2});
    CHECK(booked.group == Counts{3, 2, 0, 0, 0, 1});
    check_waits(booked, {0, 9, 18, 21.5, 20.5});
  }
}

TEST_CASE("A publisher that gives up was held up until then, and waits no longer") {
  const Bus bus{.topic = R"("partitions": 1, "capacity": 1)",
                .publishing = R"({ "publish": "news", "policies": [
                  { "kind": "timeout", "after": "5ms", "cancel": true } ] })",
                .events = 3};
  auto setup = bus.setup();
  setup.drain = "20ms";
  const Booked booked(setup);
  CHECK(booked.topic == Counts{1, 0, 0});
  check_waits(booked, {0, 5, 5});
}
