#include <catch2/catch.hpp>

#include "tests/theory/agrees.hpp"
#include "tests/theory/bus.hpp"

using namespace faultline;

namespace {

/// "a" publishes to "news" and to "sports"; "b" works on both, and "c" puts aside what comes to
/// "buried".
Setup several(const std::string& topics, const std::string& subscription,
              const std::string& more = "") {
  Setup setup{.length = "4500us", .arrivals = R"({ "kind": "constant", "rate": "1000/s" })"};
  setup.services = R"("a": { "workers": 1000000 }, "b": {}, "c": {})";
  setup.effects = R"("done", "seen")";
  setup.operations = R"("c.run": [ { "effect": "seen" } ])";
  setup.designs = R"("only": { "topics": { )" + topics + R"( }, "a.run": [ )" +
                  R"({ "publish": "news" }, { "publish": "sports" } ], )" +
                  R"("b.run": [ { "work": "10ms" }, { "effect": "done" } ], )" +
                  R"("subscriptions": { "b.run": { )" + subscription + " }" + more + " } }";
  return setup;
}

struct Ends {
  double delivered = 0;
  double dead_lettered = 0;
  double expired = 0;
};

/// Of all groups together.
Ends ends(const Setup& setup) {
  const auto seen = told(setup, [](const Ledger& ledger) {
    std::vector<double> sums(3);
    for (const auto& one : ledger.subscriptions) {
      sums[0] += static_cast<double>(one.delivered);
      sums[1] += static_cast<double>(one.dead_lettered);
      sums[2] += static_cast<double>(one.expired);
    }
    return sums;
  });
  return {seen[0], seen[1], seen[2]};
}

const std::string plain = R"("append": "0ms")";

}  // namespace

TEST_CASE("One handler works on several topics, each by consumers of its own") {
  for (const std::string more : {"", R"(, "partitions": 1)"}) {
    auto setup =
        several(R"("news": { )" + plain + more + R"( }, "sports": { )" + plain + more + " }",
                R"("topics": [ "news", "sports" ])");
    setup.effects = R"("done")";
    setup.services = R"("a": { "workers": 1000000 }, "b": {})";
    setup.operations = "";
    CHECK(ends(setup).delivered == 8);
    // One consumer of each topic: two events at a time.
    CHECK(Course(setup).completed == Times{11, 21, 31, 41});
    CHECK(Course(setup).duplicates == 4);
  }
}

TEST_CASE("Poison of one group: others process the events, and so do its dead letters' consumers") {
  for (const std::string more : {"", R"(, "partitions": 1)"}) {
    CAPTURE(more);
    Setup setup{.length = "4500us", .arrivals = R"({ "kind": "constant", "rate": "1000/s" })"};
    setup.services = R"("a": { "workers": 1000000 }, "b": {}, "c": {}, "d": {})";
    setup.effects = R"("done", "seen", "buried")";
    setup.operations = R"("c.run": [ { "effect": "seen" } ], "d.run": [ { "effect": "buried" } ])";
    setup.designs = R"("only": { "topics": { "news": { )" + plain + more + R"( }, "again": { )" +
                    plain + more + R"( }, "dead": { )" + plain +
                    R"( } }, "a.run": [ { "publish": "news" } ], "b.run": [ { "effect": "done" } ],
      "subscriptions": { "b.run": { "topic": "news",
        "retry": [ { "topic": "again", "after": "5ms" } ],
        "dead_letter": "dead" }, "c.run": { "topic": "news" }, "d.run": { "topic": "dead" } } })";
    // The second and the third event.
    setup.faults = R"({ "name": "bad", "kind": "poison", "target": "news", "group": "b.run",
      "share": 1, "at": "1500us", "for": "2ms" })";
    const auto seen = told(setup, [](const Ledger& ledger) {
      std::vector<double> effects(3);
      for (const auto& one : ledger.subscriptions)
        effects.push_back(static_cast<double>(one.delivered));
      return effects;
    });
    CHECK(ends(setup).dead_lettered == 2);
    // b: two of news, none out of the retry topic; c all four; d the two dead letters.
    CHECK(ends(setup).delivered == 2 + 4 + 2);
  }
}

TEST_CASE("Expired events of a queue are dead letters where that is wanted") {
  const auto with = [](const std::string& also) {
    return several(
        R"("news": { )" + plain + R"(, "retention": "15ms" }, "sports": { )" + plain +
            R"(, "retention": "15ms" }, "buried": { )" + plain + " }",
        R"("topics": [ "news", "sports" ], "dead_letter": "buried", "attempts": 3)" + also,
        R"(, "c.run": { "topic": "buried" })");
  };
  // One event of each topic takes 10 ms; those of 1 and 2 ms are begun in time, others are not.
  CHECK(ends(with("")).expired == 4);
  CHECK(ends(with("")).dead_lettered == 0);
  const auto buried = ends(with(R"(, "dead_letter_also": [ "expired" ])"));
  CHECK(buried.expired == 0);
  CHECK(buried.dead_lettered == 4);
  CHECK(buried.delivered == 4 + 4);
  CHECK(ends(with(R"(, "dead_letter_also": [ "overflowed" ])")).expired == 4);
}

TEST_CASE("Events for which a queue has no room are dead letters where that is wanted") {
  const auto with = [](const std::string& also) {
    const auto full = plain + R"(, "capacity": 1, "when_full": "drop_oldest")";
    return several(
        R"("news": { )" + full + R"( }, "sports": { )" + full + R"( }, "buried": { )" + plain +
            " }",
        R"("topics": [ "news", "sports" ], "dead_letter": "buried", "attempts": 3)" + also,
        R"(, "c.run": { "topic": "buried" })");
  };
  // The first is worked on and the last waits; the two between were pushed out.
  CHECK(ends(with("")).expired == 4);
  const auto buried = ends(with(R"(, "dead_letter_also": [ "overflowed" ])"));
  CHECK(buried.expired == 0);
  CHECK(buried.dead_lettered == 4);
  CHECK(buried.delivered == 4 + 4);
}

TEST_CASE("A rebalance waits for what is in hand, or takes it away after its timeout") {
  // At 5 ms consumers come and go; the first event is worked on from 1 to 101 ms.
  Bus bus{.consumers = R"("consumers": 1, "rebalance": "1ms")",
          .work = R"({ "work": "100ms" }, { "effect": "done" })",
          .faults = R"({ "name": "storm", "kind": "rebalance", "target": "b", "every": "10h",
            "at": "5ms", "for": "1ms" })",
          .events = 2,
          .until = 400};
  const Course waiting(bus);
  CHECK(waiting.completed[0] == 101);
  CHECK(waiting.duplicates == 0);
  bus.consumers += R"(, "rebalance_timeout": "20ms")";
  const Course taken(bus);
  // At 26 ms it is taken away; its consumer learns of that at 101 ms, joins again, and has it
  // again.
  CHECK(taken.completed[0] == 101);
  CHECK(taken.duplicates == 1);
}
