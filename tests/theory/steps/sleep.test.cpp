#include <catch2/catch.hpp>
#include <string>

#include "tests/theory/agrees.hpp"
#include "tests/theory/played.hpp"

using namespace faultline;

namespace {

/// One request that sleeps for 100 ms.
Setup sleeping() {
  auto setup = one_request();
  setup.operations = R"("a.run": [ { "sleep": "100ms" }, { "effect": "done" } ])";
  return setup;
}

}  // namespace

TEST_CASE("Sleep takes its time, is no service time, and no fault of work makes it longer") {
  auto setup = sleeping();
  CHECK(Played(setup).requests[0].took_s == Approx(0.1));
  CHECK(Played(setup).spent_s == 0);
  setup.faults = R"({ "name": "slow", "kind": "slow", "target": "a", "factor": 7, "at": "0s" })";
  CHECK(Played(setup).requests[0].took_s == Approx(0.1));
}

TEST_CASE("Sleep holds its worker: one worker makes the second request wait") {
  auto setup = sleeping();
  setup.length = "1150ms";
  setup.services = R"("a": { "workers": 1 })";
  setup.arrivals = R"({ "kind": "constant", "rate": "20/s" })";
  const Played played(setup);  // one each 50 ms, from 50 ms on
  CHECK(played.requests[0].took_s == Approx(0.1));
  CHECK(played.requests[1].took_s == Approx(0.15));
  CHECK(played.requests[2].took_s == Approx(0.2));
}

TEST_CASE("Sleep takes no part of shared cores: two at once do not slow each other down") {
  auto setup = sleeping();
  setup.services = R"("a": { "workers": 10, "cores": 1 })";
  setup.operations = R"("a.run": [ { "parallel": [ { "sleep": "100ms" }, { "work": "100ms" },
    { "sleep": "100ms" } ] }, { "effect": "done" } ])";
  CHECK(Played(setup).requests[0].took_s == Approx(0.1));
}

TEST_CASE("Error rate fails its share of attempts, each drawn by itself") {
  Setup setup;
  setup.length = "200s";
  setup.arrivals = poisson_at(100);
  setup.services = R"("a": {}, "b": { "workers": 1000 })";
  setup.operations = R"("b.run": [ { "error_rate": 0.2 }, { "work": "10ms" },
    { "effect": "done" } ])";
  setup.designs = R"("only": { "a.run": [ { "call": "b.run", "policies": [
    { "kind": "retry", "attempts": 2, "base": "0s" } ] } ] })";
  const Replications runs(setup, 8);
  CHECK_THAT(runs["availability"], Agrees(1 - 0.2 * 0.2, {0.002}));
  CHECK_THAT(runs["amplification"], Agrees(1 + 0.2, {0.005}));
  CHECK(runs["wasted_work"].mean == 0);  // it fails before the work
}
