#include <catch2/catch.hpp>
#include <string>

#include "tests/theory/played.hpp"

using namespace faultline;

namespace {

/// Requests of 100 ms each, five a second, at one worker; from 10 s on it is ten times as slow, so
/// that four more wait with each second. Another fault begins at 30 s.
Setup slowed(const std::string& abort) {
  Setup setup{.length = "60s", .arrivals = R"({ "kind": "constant", "rate": "5/s" })"};
  setup.services = R"("a": { "workers": 1 })";
  setup.operations = R"("a.run": [ { "work": "100ms" }, { "effect": "done" } ])";
  setup.faults = R"({ "name": "slow", "kind": "slow", "factor": 10, "target": "a", "at": "10s",
                      "for": "15s" },
                    { "name": "down", "kind": "crash", "target": "a", "at": "30s", "for": "5s" })";
  setup.abort = abort;
  return setup;
}

/// The request that comes next at or after this instant, in s.
auto at(const Played& played, double instant) {
  for (const auto& request : played.requests)
    if (request.arrived_s >= instant) return request;
  return played.requests.back();
}

}  // namespace

TEST_CASE("A stop condition ends the fault that lasts, and the next one never begins") {
  // After 5 s 20 wait, and in the sixth second the condition holds for the second time at 16 s. The
  // 24 that wait then are worked off at 10 - 5 = 5 per second, by 16 + 24 / 5 = 21 s.
  const Played stopped(slowed(R"("when": { "of": "a", "queue_above": 18, "for": "1s" })"));
  CHECK(at(stopped, 15.9).took_s > 2);
  CHECK(at(stopped, 22).took_s == Approx(0.1));
  CHECK(at(stopped, 31).outcome == Outcome::succeeded);
}

TEST_CASE("Without the condition, or if it is never met, both faults take their course") {
  for (const std::string abort : {"", R"("when": { "of": "a", "queue_above": 1000 })"}) {
    const Played played(slowed(abort));
    CHECK(at(played, 22).took_s > 5);
    CHECK(at(played, 31).outcome != Outcome::succeeded);
  }
}

TEST_CASE("A stop condition gives back what a ramp has taken") {
  auto setup = slowed(R"("when": { "of": "a", "queue_above": 10 })");
  setup.faults = R"({ "name": "slow", "kind": "slow", "factor": 10, "target": "a", "at": "10s",
                      "for": "40s", "ramp_up": "30s" })";
  const Played stopped(setup);
  CHECK(at(stopped, 50).took_s == Approx(0.1));
}
