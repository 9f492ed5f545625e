#include <string>

#include "tests/theory/agrees.hpp"
#include "tests/theory/consequences.hpp"
#include "tests/theory/played.hpp"

using namespace faultline;

namespace {

/// "a" asks "b" over a topic, and goes on once the reply is there; all takes 200 ms.
Setup asked_over_topics(const std::string& await, const std::string& faults = "") {
  auto setup = one_request();
  setup.effects = R"("answered", "done")";
  setup.services = R"("a": { "workers": 1 }, "b": {})";
  setup.designs = R"("only": {
    "topics": { "questions": { "append": "10ms" }, "replies": { "append": "20ms" } },
    "subscriptions": { "b.answer": { "topic": "questions" }, "a.take": { "topic": "replies" } },
    "b.answer": [ { "work": "150ms" }, { "publish": "replies" } ],
    "a.take": [ { "work": "20ms" }, { "effect": "answered" } ],
    "a.run": [ { "publish": "questions" }, { "await": "answered", )" +
                  await + R"( }, { "effect": "done" } ] })";
  setup.faults = faults;
  return setup;
}

}  // namespace

TEST_CASE("Request-reply over topics: the request goes on at the instant of the reply") {
  const auto setup = asked_over_topics(R"("within": "1s")");
  CHECK(Played(setup).in_short() == "1s");
  const Consequences led_to(setup);
  CHECK(led_to.answered == Times{1000 + 10 + 150 + 20 + 20});
  CHECK(led_to.completed == Times{1200});
}

TEST_CASE("Await: a reply that comes too late finds nobody waiting") {
  const auto setup = asked_over_topics(R"("within": "189ms")");
  CHECK(Played(setup).in_short() == "1t");
  CHECK(Consequences(setup).answered == Times{1010 + 189});
  CHECK(Played(asked_over_topics(R"("within": "191ms")")).in_short() == "1s");
}

TEST_CASE("Await ends at the deadline that the request carries") {
  auto setup = asked_over_topics(R"("within": "1s")");
  setup.transaction = R"("policies": [ { "kind": "deadline", "after": "100ms" } ])";
  CHECK(Played(setup).in_short() == "1t");
  CHECK(Played(setup).attempt_at("a.run").ended_s == Approx(1.1));
}

TEST_CASE("Await of an effect that has happened takes no time") {
  auto setup = one_request();
  setup.operations = R"("a.run": [ { "effect": "done" }, { "await": "done", "within": "1s" },
    { "await": "done", "within": "1ns" } ])";
  CHECK(Played(setup).in_short() == "1s");
  CHECK(Consequences(setup).answered == Times{1000});
}

TEST_CASE("Await whose reply waits for a crashed service ends when that is up, with one more try") {
  // Lost at 1.1 s; there again at once, and delivered when it is up at 1.6 s: 150 + 20 + 20 ms.
  const auto setup = asked_over_topics(
      R"("within": "2s")",
      R"({ "name": "down", "kind": "crash", "target": "b", "at": "1100ms", "for": "500ms" })");
  CHECK(Consequences(setup).answered == Times{1600 + 190});
}

TEST_CASE("Await holds the worker: the next request waits") {
  auto setup = asked_over_topics(R"("within": "1s")");
  setup.arrivals = R"({ "kind": "constant", "rate": "10/s" })";
  setup.length = "350ms";
  // From 0.1 to 0.3, to 0.5 and to 0.7 s, with "b" working on one question at a time.
  CHECK(Consequences(setup).answered == Times{300, 500, 700});
}

TEST_CASE("Several who await one effect all go on when it happens") {
  auto setup = one_request();
  setup.effects = R"("answered", "done")";
  setup.services = R"("a": {}, "b": {})";
  setup.operations = R"(
    "b.wait": [ { "await": "answered", "within": "1s" } ],
    "a.run": [ { "parallel": [ { "call": "b.wait" }, { "call": "b.wait" },
        { "await": "answered", "within": "1s" }, { "call": "b.answer" } ] }, { "effect": "done" } ],
    "b.answer": [ { "work": "70ms" }, { "effect": "answered" } ])";
  CHECK(Played(setup).in_short() == "1s");
  CHECK(Consequences(setup).completed == Times{1070});
}
