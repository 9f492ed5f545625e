#include <catch2/catch.hpp>

#include "tests/theory/spans/reasons.hpp"

using namespace faultline;

namespace {

/// a publishes news, b processes them for 10 ms with its store.
Setup news(const std::string& topic, const std::string& consumption, const std::string& faults) {
  return {.length = "60s",
          .arrivals = poisson_at(50),
          .services = R"("a": {}, "b": {})",
          .stores = R"("data": { "owner": "b", "connections": 1, "time": "1ms" })",
          .operations = R"("b.take": [ { "work": "10ms" }, { "query": "data" },
                                       { "effect": "done" } ])",
          .designs = R"("only": { "topics": { "news": { )" + topic + R"( } },
                          "a.run": [ { "publish": "news" } ],
                          "subscriptions": { "b.take": { "topic": "news" )" +
                     consumption + "} } }",
          .faults = faults};
}

constexpr auto one_log = R"("partitions": 1)";

/// Everything that is never complete is so because of the fault, and that is so by experiment.
std::string reason(const Setup& setup) {
  const auto run = Reasons(setup).of_incomplete();
  REQUIRE(run.chains.size() > 10);
  CHECK(run.share_of_fault(0) > 0.99);
  CHECK(proof_of(setup, 0, 2).agreement.mean > 0.95);
  return run.mostly();
}

}  // namespace

TEST_CASE("Never complete: an event is put aside for the reason why its last attempt failed") {
  CHECK(reason(news("", R"(, "attempts": 2, "redeliver_after": "100ms")",
                    R"({ "name": "data down", "kind": "crash", "target": "data", "at": "20s",
                         "for": "10s" })")) ==
        "b failed <- store data was down (fault \"data down\")");
}

TEST_CASE("Never complete: an event is lost on its way") {
  CHECK(reason(news("", "",
                    R"({ "name": "lossy", "kind": "drop", "target": "news", "share": 0.2,
                         "at": "20s", "for": "10s" })")) ==
        "its event was lost at topic news (fault \"lossy\")");
}

TEST_CASE("Never complete: what a consumer had committed before it crashed is lost with it") {
  CHECK(reason(news("", R"(, "delivery": "at_most_once", "batch": 100)",
                    R"({ "name": "b down", "kind": "crash", "target": "b", "at": "19s",
                         "for": "1s" },
                       { "name": "b slow", "kind": "slow", "target": "b", "factor": 5, "at": "10s",
                         "for": "10s" })")) == "b crashed while it worked (fault \"b down\")");
}

TEST_CASE("Never complete: at the end an event still waits behind those that a slow consumer has") {
  CHECK(
      reason(news("", "",
                  R"({ "name": "b slow", "kind": "slow", "target": "b", "factor": 100,
                         "at": "20s", "for": "1h" })")) ==
      "its event waits in topic news <- it waited for b <- b was busy working (fault \"b slow\")");
}

TEST_CASE("Never complete: at the end an event still waits since nobody is there to consume it") {
  for (const auto* topic : {"", one_log})
    CHECK(reason(news(topic, "",
                      R"({ "name": "b down", "kind": "crash", "target": "b", "at": "20s",
                           "for": "1h" })")) ==
          "its event waits in topic news <- b was down (fault \"b down\")");
}

TEST_CASE("Never complete: the event at the head of a log blocks all that come after it") {
  CHECK(reason(news(one_log, "",
                    R"({ "name": "bad", "kind": "poison", "target": "news", "share": 0.01,
                         "at": "20s", "for": "20s" })")) ==
        "its event waits in topic news <- b could not process the event <- its event was "
        "poisoned in topic news (fault \"bad\" is over, but its effects last)");
}

TEST_CASE("Never complete: at the end an event still waits in an outbox whose broker is down") {
  for (const std::string when : {R"("every": "200ms")", R"("tail": "50ms")"}) {
    auto setup = news(R"("broker": "bus")", "",
                      R"({ "name": "bus down", "kind": "crash", "target": "bus", "at": "20s",
                           "for": "1h" })");
    setup.stores += R"(, "own": { "owner": "a", "connections": 9, "time": "1ms" })";
    const std::string published = R"({ "publish": "news" })";
    setup.designs.replace(setup.designs.find(published), published.size(),
                          R"({ "query": "own", "write": true },
                             { "publish": "news", "outbox": { "store": "own", )" +
                              when + "} }");
    setup.designs.insert(setup.designs.find(R"("topics")"), R"("brokers": { "bus": {} }, )");
    CHECK(reason(setup) ==
          "its event waits in the outbox of store own <- broker bus was down (fault "
          "\"bus down\")");
  }
}

TEST_CASE("Never complete: an event expires while its consumer is down") {
  for (const std::string topic : {"", R"("partitions": 1, )"})
    CHECK(reason(news(topic + R"("retention": "2s")", "",
                      R"({ "name": "b down", "kind": "crash", "target": "b", "at": "20s",
                           "for": "20s" })")) ==
          "its event expired in topic news <- b was down (fault \"b down\")");
}

TEST_CASE("Never complete: a step that is optional has the effect, and fails") {
  const Setup setup{.length = "60s",
                    .arrivals = poisson_at(50),
                    .services = R"("a": {}, "b": {})",
                    .operations = R"("a.run": [ { "call": "b.take", "optional": true } ],
                       "b.take": [ { "effect": "done" } ])",
                    .faults = R"({ "name": "b down", "kind": "crash", "target": "b", "at": "20s",
                     "for": "10s" })"};
  CHECK(reason(setup) == "b was down (fault \"b down\")");
}

TEST_CASE("Causes: who waits for an effect in vain is told what became of the event") {
  auto setup = news("", R"(, "attempts": 1)",
                    R"({ "name": "data down", "kind": "crash", "target": "data", "at": "20s",
                         "for": "10s" })");
  setup.services = R"("a": { "workers": 1000 }, "b": {})";
  setup.designs = R"("only": { "topics": { "news": {} },
                       "a.run": [ { "publish": "news" }, { "await": "done", "within": "1s" } ],
                       "subscriptions": { "b.take": { "topic": "news", "attempts": 1 } } })";
  const Reasons run(setup);
  REQUIRE(run.chains.size() > 300);
  CHECK(run.share_of_fault(0) > 0.99);
  CHECK(run.mostly() ==
        "what a waited for did not happen <- b failed <- store data was down (fault "
        "\"data down\")");
}
