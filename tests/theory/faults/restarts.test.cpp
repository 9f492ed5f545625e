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

TEST_CASE("bad_configuration: in wave i of n equal waves the share e i / n of the requests fails") {
  auto setup = four(R"("kind": "bad_configuration", "rate": 0.5, "wave": 0.25, "interval": "100s",
    "at": "0s")");
  setup.length = "400s";
  const Played seen(setup);
  for (int wave = 1; wave <= 4; ++wave) {
    double all = 0, failed = 0;
    for (const auto& one : seen.requests) {
      if (one.arrived_s < 100 * (wave - 1) || one.arrived_s >= 100 * wave) continue;
      ++all;
      failed += one.outcome == Outcome::failed;
    }
    const auto expected = 0.5 * wave / 4;
    CHECK(failed / all == Approx(expected).margin(4 * std::sqrt(expected * (1 - expected) / all)));
  }
  // Over all waves e (n + 1) / (2 n).
  CHECK(seen.share(Outcome::failed) == Approx(0.5 * 5 / 8).margin(0.03));
}

TEST_CASE("bad_configuration: it is rolled back once more has failed than the budget has") {
  // At once half of all fails; after 10 s that is seen, and nothing fails from then on.
  const Played at_once(four(R"("kind": "bad_configuration", "rate": 0.5, "at": "9950ms",
    "rollback": { "share": 0.1, "every": "10s" })"));
  // In waves an eighth fails, which is more than a tenth, too: one wave of four was reached.
  const Played in_waves(four(R"("kind": "bad_configuration", "rate": 0.5, "at": "9950ms",
    "wave": 0.25, "interval": "20s", "rollback": { "share": 0.1, "every": "10s" })"));
  // A tenth of the instances' half is within the budget until more have it.
  const Played patient(four(R"("kind": "bad_configuration", "rate": 0.5, "at": "9950ms",
    "wave": 0.25, "interval": "20s", "rollback": { "share": 0.2, "every": "10s" })"));
  const auto last_s = [](const Played& seen) {
    double last = 0;
    for (const auto& one : seen.requests)
      if (one.outcome == Outcome::failed) last = one.arrived_s;
    return last;
  };
  CHECK(at_once.count(Outcome::failed) == Approx(50).margin(20));
  CHECK(last_s(at_once) <= 19.95);
  CHECK(in_waves.count(Outcome::failed) < 25);
  CHECK(last_s(in_waves) <= 39.95);
  CHECK(last_s(patient) > 29.95);
}
