#include <cmath>

#include "models/faults/plan.hpp"
#include "models/scenario/structure/targets.hpp"
#include "tests/theory/agrees.hpp"
#include "tests/theory/replications.hpp"

using namespace faultline;

namespace {

constexpr auto without_end = "1000000s";

/// The strikes of the last of these faults.
std::vector<PlannedStrike> strikes(const std::string& faults, std::uint64_t replication = 0,
                                   const std::string& services = R"("a": { "instances": 4 })") {
  Setup setup{.length = without_end, .services = services};
  setup.operations = R"("a.run": [ { "effect": "done" } ])";
  setup.faults = faults;
  const auto scenario = scenario_of(setup);
  const auto targets = targets_of(scenario, scenario.designs.front().value);
  return plan_of(scenario.faults, targets, Streams{1, replication}, Time{scenario.run.length})
      .back();
}

std::string crash(const std::string& name, const std::string& more) {
  return R"({ "name": ")" + name + R"(", "kind": "crash", )" + more + " }";
}

double begins_s(const PlannedStrike& strike) { return seconds(strike.when.from - start_of_run); }
double lasts_s(const PlannedStrike& strike) { return seconds(strike.when.to - strike.when.from); }

/// The share of a time in which no strike lasts; the strikes do not overlap.
double well(const std::vector<PlannedStrike>& all, double of_s) {
  double struck = 0;
  for (const auto& strike : all) struck += lasts_s(strike);
  return 1 - struck / of_s;
}

}  // namespace

TEST_CASE("every: it begins at once and then once a period, within the fault's time") {
  const auto all = strikes(crash(
      "f",
      R"("target": "a", "at": "10s", "for": "35s", "when": { "every": "10s", "lasts": "8s" })"));
  REQUIRE(all.size() == 4);
  for (std::size_t i = 0; i < 4; ++i) CHECK(begins_s(all[i]) == 10 + 10.0 * static_cast<double>(i));
  CHECK(lasts_s(all[2]) == 8);
  CHECK(lasts_s(all[3]) == 5);  // the fault's time is over at 45 s
}

TEST_CASE("every: jitter delays each beginning by itself and moves no other one") {
  const auto all = strikes(crash("f", R"("target": "a", "at": "0s", "when": { "every": "10s",
      "lasts": "1s", "jitter": { "kind": "uniform", "min": "0s", "max": "4s" } })"));
  double sum = 0;
  for (std::size_t i = 0; i < 10000; ++i) {
    const auto late = begins_s(all[i]) - 10.0 * static_cast<double>(i);
    REQUIRE(late >= 0);
    REQUIRE(late <= 4);
    sum += late;
  }
  // The mean of 10,000 uniform numbers of deviation 4 / sqrt(12).
  CHECK(sum / 10000 == Approx(2).margin(4 * 4 / std::sqrt(12) / 100));
}

TEST_CASE("mtbf: the share of time without it is mtbf / (mtbf + mttr)") {
  const auto all = strikes(crash("f", R"("target": "a", "at": "0s", "when": {
      "mtbf": { "kind": "exponential", "mean": "90s" },
      "mttr": { "kind": "exponential", "mean": "10s" } })"));
  // 10,000 cycles; deviation of the share about sqrt(2 / n) * a * (1 - a).
  CHECK(well(all, 1e6) == Approx(0.9).margin(4 * std::sqrt(2e-4) * 0.09));
}

TEST_CASE("mtbf: each instance fails by itself, and one more instance changes nothing for it") {
  const auto fault = crash("f", R"("target": "a", "at": "0s", "when": { "each": true,
      "mtbf": { "kind": "exponential", "mean": "90s" }, "mttr": "10s" })");
  const auto of_first = [](const std::vector<PlannedStrike>& all) {
    std::vector<Occurrence> own;
    for (const auto& strike : all)
      if (strike.struck == std::vector<std::size_t>{0}) own.push_back(strike.when);
    return own;
  };
  const auto four = strikes(fault);
  CHECK(four.size() == Approx(4e6 / 100).epsilon(0.05));
  CHECK(of_first(four) == of_first(strikes(fault, 0, R"("a": { "instances": 9 })")));
  CHECK(of_first(four) != of_first(strikes(fault, 1)));
}

TEST_CASE("with: it follows the other fault with its probability, after its delay") {
  const auto leader =
      crash("f", R"("target": "a#0", "at": "0s", "when": { "every": "10s", "lasts": "2s" })");
  const auto all = strikes(leader + ", " + crash("g", R"("target": "a#1", "at": "0s", "when": {
      "with": "f", "probability": 0.25, "after": "3s" })"));
  CHECK(static_cast<double>(all.size()) / 1e5 == Approx(0.25).margin(4 * std::sqrt(0.1875 / 1e5)));
  for (const auto& strike : all) {
    REQUIRE(std::fmod(begins_s(strike), 10) == 3);
    REQUIRE(lasts_s(strike) == 2);
  }
}

TEST_CASE("A share of the instances is drawn anew each time, each of them as often") {
  const auto all = strikes(crash("f", R"("target": { "part": "a", "share": 0.5 }, "at": "0s",
      "when": { "every": "100s", "lasts": "1s" })"));
  REQUIRE(all.size() == 10000);
  std::vector<int> struck(4);
  for (const auto& strike : all) {
    REQUIRE(strike.struck.size() == 2);
    for (const auto i : strike.struck) ++struck[i];
  }
  for (const auto times : struck) CHECK(times / 1e4 == Approx(0.5).margin(4 * 0.005));
}

TEST_CASE("Of what designs share the same is struck in each of them, whatever else one has") {
  Setup setup{.length = "100s", .services = R"("a": { "instances": 4 }, "b": {})"};
  setup.platform = R"("zones": { "rack": { "hosts": ["client", "a", "b", "t"] } })";
  setup.operations = R"("b.run": [ { "effect": "done" } ])";
  setup.designs = R"("calls": { "a.run": [ { "call": "b.run" } ] },
    "events": { "topics": { "t": {} }, "a.run": [ { "publish": "t" } ],
      "subscriptions": { "b.run": { "topic": "t" } } })";
  const auto struck = [&](const std::string& count, std::size_t design) {
    setup.faults = crash("f", R"("target": { "zone": "rack", )" + count + R"( }, "at": "0s",
      "when": { "every": "1s", "lasts": "500ms" })");
    const auto scenario = scenario_of(setup);
    const auto targets = targets_of(scenario, scenario.designs[design].value);
    const auto plan =
        plan_of(scenario.faults, targets, Streams{1, 0}, Time{std::chrono::seconds(50)});
    std::vector<std::string> names;
    for (const auto& strike : plan[0])
      for (const auto i : strike.struck)
        if (!targets[0][i].own) names.push_back(targets[0][i].name());
    return names;
  };
  for (const std::string count : {R"("instances": 2)", R"("share": 0.4)"}) {
    CHECK(struck(count, 0).size() == 100);
    CHECK(struck(count, 0) == struck(count, 1));
  }
}

TEST_CASE("A fault that comes and goes is one from its first strike to the end of its last") {
  Setup setup{.length = "100s", .services = R"("a": {})"};
  setup.operations = R"("a.run": [ { "effect": "done" } ])";
  setup.faults = crash("f", R"("target": "a", "at": "10s", "for": "50s", "when": { "mtbf": "12s",
    "mttr": "3s" })");
  // 22 s to 25 s, 37 s to 40 s, 52 s to 55 s.
  const auto times = told(setup, [](const Ledger& ledger) {
    const auto& one = ledger.recurrences.at(0);
    return std::vector<double>{seconds(one.from - start_of_run), seconds(one.to - start_of_run)};
  });
  CHECK(times == std::vector<double>{22, 55});
}

TEST_CASE("The availability of instances that fail by themselves is that of a k-of-n system") {
  // 3 instances of availability 0.8; the balancer knows who is up. All of them are down for a share
  // of 0.2^3, so that requests succeed with probability 1 - 0.008.
  Setup setup{.length = "20000s", .arrivals = poisson_at(5)};
  setup.services = R"("a": { "instances": 3 })";
  setup.operations = R"("a.run": [ { "effect": "done" } ])";
  setup.faults = crash("f", R"("target": "a", "at": "0s", "when": { "each": true,
      "mtbf": { "kind": "exponential", "mean": "40s" },
      "mttr": { "kind": "exponential", "mean": "10s" } })");
  CHECK_THAT(Replications(setup, 10)["availability"], Agrees(1 - 0.2 * 0.2 * 0.2, {0.005}));
}
