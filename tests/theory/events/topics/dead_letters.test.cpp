#include <catch2/catch.hpp>

#include "tests/theory/bus.hpp"

using namespace faultline;

namespace {

/// "b" consumes "news", of which the second event, published at 2 ms, is poison; "c" consumes the
/// dead letters.
struct Morgue {
  std::string consumers = R"("attempts": 3, "redeliver_after": "20ms")";
  std::string topic = R"("partitions": 1)";
  std::string morgue = R"("append": "0ms")";
  std::string again;  ///< more topics
  std::string burying = R"("dead_letter": "morgue")";
  std::string group = R"(, "c.run": { "topic": "morgue" })";
  std::string publishing = R"({ "publish": "news" })";
  std::string faults = R"({ "name": "poison", "kind": "poison", "target": "news", "share": 1,
    "at": "1500us", "for": "1ms" })";
  std::string keys;
  int until = 0;

  Setup setup() const {
    auto setup = Bus{.faults = faults, .until = until}.setup();
    setup.keys_and_classes = keys;
    setup.services = R"("a": { "workers": 1000 }, "b": {})";
    if (!group.empty()) setup.services += R"(, "c": {})";
    const std::string taking = group.empty() ? "" : R"("c.run": [ { "effect": "done" } ],)";
    setup.designs = R"("only": { "topics": { "news": { "append": "0ms", )" + topic +
                    R"( }, "morgue": { )" + morgue + " }" + again + R"( }, "a.run": [ )" +
                    publishing + R"( ], "b.run": [ { "work": "10ms" }, { "effect": "done" } ],)" +
                    taking + R"("subscriptions": { "b.run": { "topic": "news", )" + consumers +
                    ", " + burying + " }" + group + " } }";
    return setup;
  }
};

constexpr auto errors = R"({ "name": "errors", "kind": "errors", "target": "b", "rate": 1,
    "at": "0s", "for": "5ms" })";

/// Retry topics after 20 ms and 100 ms, each kept as `kept` says.
Morgue chained(const std::string& kept) {
  Morgue morgue{.topic = kept};
  morgue.again = R"(, "again": { "append": "0ms", )" + kept +
                 R"( }, "later": { "append": "0ms", )" + kept + " }";
  morgue.consumers = R"("retry": [ { "topic": "again", "after": "20ms" },
    { "topic": "later", "after": "100ms" } ])";
  return morgue;
}

constexpr auto in_queue = R"("availability": 1)";
constexpr auto in_log = R"("partitions": 1)";

}  // namespace

TEST_CASE("Dead letters are events of a topic, which others consume") {
  for (const auto* kept : {in_queue, in_log}) {
    Morgue morgue;
    morgue.morgue = R"("append": "0ms", )" + std::string(kept);
    // Tried at 11, 31 and 51 ms; then it is a dead letter, and those behind it go on.
    const Course course(morgue.setup());
    CHECK(course.completed == Times{11, 51, 61, 71});
    CHECK(course.count(Incident::dead_lettered) == 1);
    CHECK(course.duplicates == 0);
  }
}

TEST_CASE("Of a queue the broker puts what is given up into the other topic by itself") {
  Morgue morgue{.topic = in_queue, .morgue = R"("append": "5ms")"};
  // It fails at 11, 31 and 51 ms, in between the others are done.
  CHECK(Course(morgue.setup()).completed == Times{11, 56, 21, 31});
}

TEST_CASE("A place in a log is committed once the dead letter is stored, however long that takes") {
  Morgue slow;
  slow.morgue = R"("append": "5ms")";
  CHECK(Course(slow.setup()).completed == Times{11, 56, 66, 76});
  Morgue down;
  down.faults += ", " + crash("morgue", "0s", "200ms");
  // Refused at 51 and 151 ms, taken at 251 ms.
  const Course course(down.setup());
  CHECK(course.completed == Times{11, 251, 261, 271});
  CHECK(course.count(Incident::dead_lettered) == 1);
}

TEST_CASE("A crash between the dead letter and the commit makes two of it") {
  Morgue morgue;
  morgue.morgue = R"("append": "10ms")";
  morgue.faults += ", " + crash("b", "55ms", "10ms");
  morgue.until = 60;
  // The first is stored at 61 ms; tried again at 65, 85 and 105 ms, the second is at 115 ms.
  const Course course(morgue.setup(), 4);
  CHECK(course.completed == Times{11, 61, 125, 135});
  CHECK(course.duplicates == 1);
  CHECK(course.count(Incident::dead_lettered) == 1);
}

TEST_CASE("Nobody has to consume dead letters: what lies there is lost, and not pending") {
  for (const auto* kept : {in_queue, in_log}) {
    Morgue morgue{.group = ""};
    morgue.morgue = R"("append": "0ms", )" + std::string(kept);
    const auto setup = morgue.setup();
    CHECK(Course(setup).completed == Times{11, -1, 61, 71});
    const auto pending = told(setup, [](const Ledger& ledger) {
      double pending = 0;
      for (const auto& one : ledger.transactions) pending += one.pending;
      return std::vector{pending};
    });
    CHECK(pending[0] == 0);
  }
}

TEST_CASE("Retry topics: what failed waits in each of them, and holds up nobody") {
  for (const auto* kept : {in_queue, in_log}) {
    const auto chain = chained(kept);
    // It fails at 11 ms, at 31 ms out of the first, at 131 ms out of the second.
    const Course course(chain.setup());
    CHECK(course.completed == Times{11, 131, 21, 31});
    CHECK(course.count(Incident::dead_lettered) == 1);
  }
}

TEST_CASE("Retry topics: what failed is done out of the first one when that goes well") {
  for (const auto* kept : {in_queue, in_log}) {
    auto chain = chained(kept);
    chain.faults = errors;
    const Course course(chain.setup());
    CHECK(course.completed == Times{31, 41, 51, 61});
    CHECK(course.count(Incident::dead_lettered) == 0);
  }
}

TEST_CASE("Retry topics: tries in each topic, where several are asked for") {
  auto chain = chained(in_log);
  chain.consumers += R"(, "attempts": 2, "redeliver_after": "5ms")";
  // At 11 and 16 ms, then at 36 and 41, then at 141 and 146.
  const Course course(chain.setup());
  CHECK(course.completed == Times{11, 146, 26, 36});
}

TEST_CASE(
    "Retry topics: nothing is fetched where what was due expires before its consumer is free") {
  Morgue morgue;
  morgue.consumers = R"("retry": [ { "topic": "again", "after": "20ms" } ])";
  morgue.again = R"(, "again": { "append": "0ms", "fetch": "2ms", "partitions": 2,
    "retention": "20500us" })";
  morgue.faults = R"({ "name": "errors", "kind": "errors", "target": "b", "rate": 1, "at": "0s",
    "for": "17ms" })";
  auto setup = morgue.setup();
  setup.length = "16500us";
  // The consumer of both partitions is busy from 21 to 33 ms, when of the second nothing is due
  // that is left; so it has the next one of the first.
  Times completed(16, Course::never);
  completed[0] = 33;
  completed[12] = 45;
  CHECK(Course(setup).completed == completed);
}

TEST_CASE("An event keeps its key in a retry topic, where it stays behind those about the same") {
  auto chain = chained(R"("partitions": 4)");
  chain.consumers += R"(, "consumers": 4)";
  chain.faults = errors;
  CHECK(Course(chain.setup()).completed == Times{31, 32, 33, 34});
  chain.keys = R"("keys": { "count": 1, "exponent": 0 })";
  CHECK(Course(chain.setup()).completed == Times{31, 41, 51, 61});
}

TEST_CASE("A dead letter is as old as the event, but lies in its topic from when it came there") {
  Morgue morgue;
  morgue.faults += ", " + crash("c", "0s", "1500ms");
  morgue.until = 2000;
  const auto published = told(morgue.setup(), [](const Ledger& ledger) {
    double at = 0;  // what the last group had not processed at the last sample before it could
    for (const auto& sample : ledger.lags)
      if (sample.sampled < start_of_run + std::chrono::milliseconds(1500))
        at = seconds(sample.sampled - sample.lag);
    return std::vector{at};
  });
  CHECK(published[0] == Approx(0.002));
  for (const auto* kept : {in_queue, in_log}) {
    Morgue brief;
    brief.morgue = R"("append": "0ms", "retention": "30ms", )" + std::string(kept);
    // It comes there at 51 ms, 49 ms old, and is thrown away at 81 ms.
    for (const int back : {70, 90}) {
      brief.faults = Morgue{}.faults + ", " + crash("c", "0s", std::to_string(back) + "ms");
      brief.until = 200;
      const Course course(brief.setup(), 4);
      CHECK(course.completed == Times{11, back == 70 ? 70.0 : Course::never, 61, 71});
      CHECK(course.count(Incident::expired) == (back == 70 ? 0 : 1));
    }
  }
}

TEST_CASE("Two events of one request that were given up are two dead letters") {
  Morgue morgue;
  morgue.publishing = R"({ "publish": "news" }, { "publish": "news" })";
  morgue.faults = R"({ "name": "errors", "kind": "errors", "target": "b", "rate": 1, "at": "0s" })";
  morgue.consumers = R"("attempts": 1)";
  morgue.group = R"(, "c.run": { "topic": "morgue", "remembers": 1000 })";
  const Course course(morgue.setup());
  CHECK(course.completed == Times{1, 2, 3, 4});
  CHECK(course.duplicates == 4);
  CHECK(course.count(Incident::dead_lettered) == 8);
}

TEST_CASE("Two events of one request that wait for room among the dead letters do not mix") {
  Morgue morgue{.topic = in_queue};
  morgue.morgue = R"("append": "0ms", "partitions": 1, "partition_rate": "200/s")";
  morgue.publishing = R"({ "publish": "news" }, { "publish": "news" })";
  morgue.faults = R"({ "name": "errors", "kind": "errors", "target": "b", "rate": 1, "at": "0s" })";
  morgue.consumers = R"("attempts": 1)";
  morgue.group = R"(, "c.run": { "topic": "morgue", "remembers": 1000 })";
  const Course course(morgue.setup());
  CHECK(course.completed == Times{1, 11, 21, 31});
  CHECK(course.duplicates == 4);
  CHECK(course.count(Incident::dead_lettered) == 8);
}

TEST_CASE("Effectively once: a dead letter is there at the commit, once") {
  Morgue morgue;
  morgue.consumers += R"(, "delivery": "effectively_once")";
  morgue.morgue = R"("append": "10ms")";
  morgue.faults += ", " + crash("b", "55ms", "10ms");
  morgue.until = 60;
  const Course course(morgue.setup(), 4);
  CHECK(course.completed == Times{11, 61, 75, 85});
  CHECK(course.duplicates == 0);
}
