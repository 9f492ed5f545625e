#include <catch2/catch.hpp>

#include "models/events/assignment.hpp"
#include "tests/theory/bus.hpp"

using namespace faultline;

namespace {

using Owners = std::vector<std::uint32_t>;

/// Two consumers, each on an instance of its own, have two partitions each; "b#1" comes to harm.
/// Requests come at 1 ms, 2 ms, ...: request i goes to partition i mod 4.
Bus two_consumers(const std::string& more, const std::string& faults) {
  Bus bus{.topic = R"("partitions": 4)", .work = R"({ "effect": "done" })", .events = 6000};
  bus.consumers = R"("consumers": 2, "session": "1s", "rebalance": "500ms", )" + more;
  bus.faults = faults;
  return bus;
}

/// When, after its publication, the event of partition `number` that was published next after `at`
/// (in ms) was processed.
struct Delays {
  explicit Delays(const Bus& bus) {
    auto setup = bus.setup();
    setup.services = R"("a": { "workers": 1000000 }, "b": { "instances": 2 })";
    completed = Course(setup).completed;
  }
  double after(int at, int partition) const {
    const int request = at / 4 * 4 + partition;
    return completed.at(static_cast<std::size_t>(request)) - (request + 1);
  }
  Times completed;
};

}  // namespace

TEST_CASE("Range: neighbouring partitions to the same consumer, the first ones one more") {
  CHECK(assign(Assignment::range, {0, 1, 2}, Owners(7, unowned)) == Owners{0, 0, 0, 1, 1, 2, 2});
  CHECK(assign(Assignment::range, {0, 2}, Owners{0, 0, 1, 1}) == Owners{0, 0, 2, 2});
  CHECK(assign(Assignment::range, {4, 5, 6}, Owners(2, unowned)) == Owners{4, 5});
}

TEST_CASE("Round robin: in turn") {
  CHECK(assign(Assignment::round_robin, {0, 1, 2}, Owners(7, unowned)) ==
        Owners{0, 1, 2, 0, 1, 2, 0});
  CHECK(assign(Assignment::round_robin, {0, 2}, Owners{0, 1, 2, 0}) == Owners{0, 2, 0, 2});
}

TEST_CASE("Sticky: who has partitions keeps its share of them, only the others move") {
  CHECK(assign(Assignment::sticky, {0, 2}, Owners{0, 1, 2, 0, 1, 2}) == Owners{0, 0, 2, 0, 2, 2});
  CHECK(assign(Assignment::sticky, {0, 1, 2}, Owners{0, 0, 0, 1, 1, 1}) ==
        Owners{0, 0, 2, 1, 1, 2});
  CHECK(assign(Assignment::sticky, {0, 1}, Owners(5, unowned)) == Owners{0, 0, 0, 1, 1});
}

TEST_CASE("Nobody to assign to: every partition is without a consumer") {
  for (const auto kind : {Assignment::range, Assignment::round_robin, Assignment::sticky})
    CHECK(assign(kind, {}, Owners{0, 1, 0}) == Owners(3, unowned));
}

TEST_CASE("A consumer that crashed loses its partitions after the session, and they stand still") {
  const Delays sticky(two_consumers(R"("assignment": "sticky")", crash("b#1", "2s", "10s")));
  // Partitions 2 and 3 were those of "b#1": 1 s until that is noticed, 500 ms to give them out.
  CHECK(sticky.after(2000, 2) == Approx(1500 - 3));
  CHECK(sticky.after(2000, 3) == Approx(1500 - 4));
  CHECK(sticky.after(2000, 0) == 0);
  CHECK(sticky.after(3000, 0) == 0);
  CHECK(sticky.after(3200, 1) == 0);
  CHECK(sticky.after(4000, 2) == 0);
}

TEST_CASE("With range and round robin all partitions stand still at every rebalance") {
  for (const std::string kind : {"range", "round_robin"}) {
    const Delays eager(
        two_consumers(R"("assignment": ")" + kind + "\"", crash("b#1", "2s", "10s")));
    CHECK(eager.after(2000, 0) == 0);
    CHECK(eager.after(3000, 0) == Approx(500 - 1));
    CHECK(eager.after(3400, 0) == Approx(100 - 1));
    CHECK(eager.after(3500, 0) == 0);
  }
}

TEST_CASE("A consumer that is back within its session keeps its partitions") {
  const Delays back(two_consumers(R"("assignment": "range")", crash("b#1", "2s", "900ms")));
  CHECK(back.after(2000, 2) == Approx(900 - 3));
  for (int at = 2000; at < 5000; at += 100) CHECK(back.after(at, 0) == 0);
  CHECK(back.after(3200, 2) == 0);
}

TEST_CASE("A consumer that stands still for a session loses its partitions as one that crashed") {
  const Delays stalled(two_consumers(R"("assignment": "sticky")",
                                     R"({ "name": "still", "kind": "pause", "target": "b#1",
    "at": "2s", "for": "2s" })"));
  // An event begun while it stands still is with the other one after the rebalance.
  CHECK(stalled.after(2000, 2) == Approx(1500 - 3));
  // It is back at 4 s: 500 ms more, in which the partitions that go back to it stand still.
  int held_up = 0;
  for (int partition = 0; partition < 4; ++partition)
    if (stalled.after(4000, partition) > 400) ++held_up;
  CHECK(held_up == 2);
  CHECK(stalled.after(4600, 0) == 0);
  CHECK(stalled.after(4600, 3) == 0);
}

TEST_CASE("With nobody left the partitions wait for the first that is back") {
  const Delays none(two_consumers(R"("assignment": "sticky")", crash("b", "2s", "2s")));
  CHECK(none.after(2000, 0) == Approx(2000 + 500 - 1));
  CHECK(none.after(2000, 3) == Approx(2000 + 500 - 4));
}

TEST_CASE("A storm of rebalances: partitions work only between them") {
  const Delays storm(two_consumers(R"("assignment": "sticky")",
                                   R"({ "name": "storm", "kind": "rebalance", "target": "b",
    "every": "800ms", "at": "2s", "for": "1500ms" })"));
  CHECK(storm.after(2000, 0) == Approx(500 - 1));  // at 2 s
  CHECK(storm.after(2600, 0) == 0);                // in between
  CHECK(storm.after(2800, 0) == Approx(500 - 1));  // at 2.8 s
  CHECK(storm.after(3600, 0) == 0);                // it ended at 3.5 s
}

TEST_CASE("A storm with less time between rebalances than each takes leaves no time to work") {
  const Delays storm(two_consumers(R"("assignment": "range")",
                                   R"({ "name": "storm", "kind": "rebalance", "target": "b",
    "every": "400ms", "at": "2s", "for": "1500ms" })"));
  // At 2.0, 2.4, 2.8 and 3.2 s: the last one ends at 3.7 s.
  CHECK(storm.after(2000, 0) == Approx(1700 - 1));
}

TEST_CASE("A storm at one instance: eager consumers all stand still, sticky ones only there") {
  const std::string at_one = R"({ "name": "storm", "kind": "rebalance", "target": "b#1",
    "every": "800ms", "at": "2s", "for": "1500ms" })";
  // At 2.0 and 2.8 s, for 500 ms each.
  for (const std::string kind : {"range", "round_robin"}) {
    const Delays eager(two_consumers(R"("assignment": ")" + kind + "\"", at_one));
    for (int partition = 0; partition < 4; ++partition) {
      CHECK(eager.after(1992, partition) == 0);
      CHECK(eager.after(2000, partition) == Approx(500 - 1 - partition));
      CHECK(eager.after(2600, partition) == 0);
      CHECK(eager.after(2800, partition) == Approx(500 - 1 - partition));
      CHECK(eager.after(3300, partition) == 0);
    }
  }
  const Delays sticky(two_consumers(R"("assignment": "sticky")", at_one));
  for (const int partition : {2, 3}) {
    CHECK(sticky.after(2000, partition) == Approx(500 - 1 - partition));
    CHECK(sticky.after(2600, partition) == 0);
    CHECK(sticky.after(2800, partition) == Approx(500 - 1 - partition));
    CHECK(sticky.after(3300, partition) == 0);
  }
  for (int at = 1900; at < 4000; at += 100)
    for (const int partition : {0, 1}) CHECK(sticky.after(at, partition) == 0);
}

TEST_CASE("A storm at an instance that is down moves nothing: who left cannot leave") {
  const Delays down(
      two_consumers(R"("assignment": "range")", crash("b#1", "1900ms", "800ms") +
                                                    R"(, { "name": "storm", "kind": "rebalance",
    "target": "b#1", "every": "200ms", "at": "2s", "for": "600ms" })"));
  // It is down until 2.7 s, within its session: the storm's times are 2.0, 2.2 and 2.4 s, and 2.6
  // s.
  for (int at = 1900; at < 4000; at += 100) CHECK(down.after(at, 0) == 0);
  CHECK(down.after(1900, 2) == Approx(800 - 3));
}

TEST_CASE("Two storms at two instances: each goes on for its own time") {
  const Delays storms(two_consumers(R"("assignment": "range")",
                                    R"({ "name": "one", "kind": "rebalance", "target": "b#0",
    "every": "800ms", "at": "2s", "for": "1500ms" }, { "name": "other", "kind": "rebalance",
    "target": "b#1", "every": "900ms", "at": "2600ms", "for": "2s" })"));
  // At 2.0 and 2.8 s for the one, at 2.6, 3.5 and 4.4 s for the other.
  CHECK(storms.after(2000, 0) == Approx(500 - 1));
  CHECK(storms.after(2600, 0) == Approx(700 - 1));  // begun anew at 2.8 s
  CHECK(storms.after(3400, 0) == 0);
  CHECK(storms.after(3500, 0) == Approx(500 - 1));
  CHECK(storms.after(4200, 0) == 0);
  CHECK(storms.after(4400, 0) == Approx(500 - 1));
  CHECK(storms.after(5400, 0) == 0);
}

TEST_CASE("Two storms at the same instances go on each by a clock of its own") {
  const Delays storms(two_consumers(R"("assignment": "sticky")",
                                    R"({ "name": "calm", "kind": "rebalance", "target": "b",
    "every": "1600ms", "at": "2s", "for": "3900ms" }, { "name": "wild", "kind": "rebalance",
    "target": "b", "every": "700ms", "at": "2600ms", "for": "1s" })"));
  // At 2.0, 3.6 and 5.2 s for the one, at 2.6 and 3.3 s for the other.
  CHECK(storms.after(2000, 0) == Approx(500 - 1));
  CHECK(storms.after(2600, 0) == Approx(500 - 1));
  CHECK(storms.after(3300, 0) == Approx(800 - 1));  // begun anew at 3.6 s
  CHECK(storms.after(4200, 0) == 0);
  CHECK(storms.after(4800, 0) == 0);
  CHECK(storms.after(5200, 0) == Approx(500 - 1));
}

TEST_CASE("An event that goes on failing holds up its partition, but no rebalance of the others") {
  auto bus = two_consumers(R"("assignment": "range", "redeliver_after": "50ms")",
                           R"({ "name": "poison", "kind": "poison", "target": "news", "share": 1,
    "at": "1000500us", "for": "1ms" }, )" +
                               crash("b#1", "2s", "10s"));
  const std::string two = R"("consumers": 2)";
  bus.consumers.replace(bus.consumers.find(two), two.size(), R"("consumers": 4)");
  const Delays poisoned(bus);
  CHECK(poisoned.after(1000, 0) < 0);  // never
  CHECK(poisoned.after(1004, 0) < 0);  // nor those behind it
  // Partition 3 goes from the fourth consumer, who is gone, to the third.
  CHECK(poisoned.after(1004, 3) == 0);
  CHECK(poisoned.after(2000, 3) == Approx(1500 - 4).margin(60));
  CHECK(poisoned.after(4000, 2) == 0);
}

TEST_CASE("Consumers are added as far as they are behind, and taken away again") {
  Bus bus{.topic = R"("partitions": 4)", .work = R"({ "work": "4ms" }, { "effect": "done" })"};
  bus.events = 1000;
  bus.consumers = R"("consumers": 1, "rebalance": "0ms",
    "scaling": { "max": 4, "events": 100, "every": "1s", "cold_start": "500ms" })";
  const auto completed = Course(bus).completed;
  // One does 250/s. At 1 s it is 750 behind, which wants 8: three more are there at 1.5 s.
  const auto done_by = [&](double ms) {
    return std::ranges::count_if(completed, [&](double at) { return at <= ms; });
  };
  CHECK(done_by(1500) == Approx(375).margin(2));
  CHECK(done_by(1700) == Approx(375 + 4 * 50).margin(5));
  const auto running = told(bus.setup(), [](const Ledger& ledger) {
    std::vector<double> running;
    for (const auto& level : ledger.levels)
      if (level.consumers > 0) running.push_back(static_cast<double>(level.consumers));
    return running;
  });
  REQUIRE(running.size() >= 2);
  CHECK(running[0] == 1);  // at 1 s
  CHECK(running[1] == 4);  // at 2 s
}
