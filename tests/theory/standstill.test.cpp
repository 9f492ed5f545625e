#include <catch2/catch.hpp>

#include "sim/language/problems.hpp"
#include "tests/theory/bus.hpp"
#include "tests/theory/replications.hpp"

using namespace faultline;

namespace {

/// What the run is refused with; empty where it comes to its end.
std::string refusal(const Setup& setup) {
  auto scenario = scenario_of(setup);
  const auto letters = forked([&] {
    std::vector<double> told;
    try {
      Ledger ledger;
      run_here(std::move(scenario), "only", 0, ledger);
    } catch (const ScenarioError& error) {
      for (const char letter : std::string(error.what())) told.push_back(letter);
    }
    return told;
  });
  return {letters.begin(), letters.end()};
}

const std::string stands = "the run stands still at ";
const std::string poisoned = R"({ "name": "fault", "target": "news", "kind": "poison", "share": 1,
  "at": "0s" })";

}  // namespace

TEST_CASE("A run halts where an event is delivered again and again at one instant", "[slow]") {
  for (const std::string topic : {R"("availability": 1)", R"("partitions": 1)"}) {
    CAPTURE(topic);
    const Bus bus{.topic = topic,
                  .consumers = R"("consumers": 1, "redeliver_after": "0s")",
                  .faults = poisoned};
    CHECK_THAT(refusal(bus.setup()),
               Catch::StartsWith(stands + "0.001 s: something is done over and "
                                          "over without taking time, by b.run"));
  }
}

TEST_CASE("A run halts where a call is tried again for ever at one instant", "[slow]") {
  Setup setup{.length = "2s"};
  setup.services = R"("a": {}, "b": {})";
  setup.operations = R"("a.run": [ { "repeat": [ { "call": "b.run", "optional": true, "policies": [
    { "kind": "retry", "attempts": 1000, "base": "0s", "backoff": "fixed" } ] } ],
    "times": 100000 },
    { "effect": "done" } ], "b.run": [])";
  setup.faults = R"({ "name": "down", "kind": "crash", "target": "b", "at": "0s" })";
  CHECK_THAT(refusal(setup), Catch::StartsWith(stands + "1 s") && Catch::Contains("by b.run"));
}

TEST_CASE("A run halts where steps that take no time are repeated without end", "[slow]") {
  for (const std::string at_once : {"", R"(, "at_once": 2)"}) {
    CAPTURE(at_once);
    Setup setup{.length = "2s"};
    setup.services = R"("a": {})";
    setup.operations = R"("a.run": [ { "repeat": [ { "repeat": [ { "effect": "done" } ],
      "times": 1000000)" +
                       at_once + R"( } ], "times": 1000000 } ])";
    CHECK_THAT(refusal(setup), Catch::StartsWith(stands + "1 s") && Catch::Contains("by a.run"));
  }
}

TEST_CASE("A run halts where events go round at one instant", "[slow]") {
  Bus bus{.work = R"({ "effect": "done" }, { "publish": "news" })"};
  CHECK_THAT(refusal(bus.setup()),
             Catch::StartsWith(stands + "0.001 s") && Catch::Contains("news"));
}

TEST_CASE("A run halts though its messages are transfers of SimGrid", "[slow]") {
  const Bus bus{.topic = R"("availability": 1)",
                .consumers = R"("consumers": 1, "redeliver_after": "0s")",
                .faults = poisoned};
  auto setup = bus.setup();
  setup.network = "flows";
  CHECK_THAT(refusal(setup), Catch::StartsWith(stands));
}

TEST_CASE("Very many requests at one instant are no standstill") {
  Setup setup{.length = "2s"};
  setup.workload = R"({ "kind": "closed", "users": 100000, "think": "1s" })";
  setup.services = R"("a": { "workers": 1000000 })";
  setup.operations = R"("a.run": [ { "effect": "done" } ])";
  CHECK(refusal(setup).empty());
}
