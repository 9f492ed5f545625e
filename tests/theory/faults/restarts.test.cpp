#include <catch2/catch.hpp>

#include "tests/theory/played.hpp"

using namespace faultline;

namespace {

/// Ten requests a second, in turn to each of four instances.
Setup four(const std::string& fault, const std::string& service = "") {
  auto setup = each_100ms({}, "100050ms", R"({ "name": "f", "target": "a", )" + fault + " }");
  setup.services = R"("a": { "instances": 4, "balancer": "round_robin" )" + service + " }";
  setup.operations = R"("a.run": [ { "work": "1ms" }, { "effect": "done" } ])";
  return setup;
}

/// Health checks that never notice anything, so that requests go on to who is down.
constexpr auto unnoticed = R"(, "health": { "every": "1000s" })";

}  // namespace

TEST_CASE("restart: at once all are down for as long as it takes") {
  const Played seen(four(R"("kind": "restart", "takes": "4s", "at": "10050ms", "for": "30s")"));
  CHECK(seen.in_short() == "100s 40f 860s");
}

TEST_CASE("restart: rolling, one of four is down at a time, and nobody notices who can avoid it") {
  const std::string rolling =
      R"("kind": "restart", "takes": "4s", "at_a_time": 1, "pause": "2s", "at": "10050ms")";
  CHECK(Played(four(rolling)).count(Outcome::failed) == 0);
  // Four times 4 s of which a quarter of 40 requests goes to the one that is down.
  const Played blind(four(rolling, unnoticed));
  CHECK(blind.count(Outcome::failed) == 4 * 40 / 4);
  // It is over after ceil(4 / 1) (4 s + 2 s) - 2 s = 22 s.
  for (const auto& one : blind.requests)
    CHECK((one.outcome == Outcome::succeeded || (one.arrived_s > 10 && one.arrived_s < 32.1)));
}

TEST_CASE("restart: what has not stopped by the end of the fault does not stop") {
  // The second one stops 6 s after the first, and the fault ends after 8 s: 4 s + 2 s are down.
  const Played seen(four(R"("kind": "restart", "takes": "4s", "at_a_time": 1, "pause": "2s",
    "at": "10050ms", "for": "8s")",
                         unnoticed));
  CHECK(seen.count(Outcome::failed) == (40 + 20) / 4);
}
