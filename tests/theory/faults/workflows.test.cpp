#include <catch2/catch.hpp>
#include <map>
#include <string>

#include "models/faults/plan.hpp"
#include "models/scenario/structure/targets.hpp"
#include "sim/language/problems.hpp"
#include "tests/theory/complaint.hpp"
#include "tests/theory/replications.hpp"

using namespace faultline;
using Catch::Matchers::Contains;

namespace {

/// With these workflows, and perhaps faults beside them, in a run of 100 s.
Setup with(const std::string& workflows, const std::string& faults = "") {
  Setup setup{.length = "100s", .services = R"("a": { "instances": 4 })"};
  setup.operations = R"("a.run": [ { "effect": "done" } ])";
  setup.faults = faults;
  setup.workflows = workflows;
  return setup;
}

/// By name, "10-30 50-60": from when to when each fault strikes, in seconds.
std::map<std::string, std::string> times(const Setup& setup) {
  const auto scenario = scenario_of(setup);
  const auto targets = targets_of(scenario, scenario.designs.front().value);
  const auto plan = plan_of(scenario.faults, targets, Streams{1, 0}, Time{scenario.run.length});
  std::map<std::string, std::string> found;
  for (std::size_t i = 0; i < plan.size(); ++i)
    for (const auto& strike : plan[i]) {
      auto& text = found[scenario.faults[i]->name()];
      text +=
          (text.empty() ? "" : " ") + std::to_string(static_cast<int>(seconds(strike.when.from)));
      const bool ends = strike.when.to < end_of_time;
      text += "-" + (ends ? std::to_string(static_cast<int>(seconds(strike.when.to))) : "");
    }
  return found;
}

std::string crash(const std::string& name, const std::string& lasts = "") {
  return R"({ "fault": { "name": ")" + name + R"(", "kind": "crash", "target": "a")" +
         (lasts.empty() ? "" : R"(, "for": ")" + lasts + "\"") + " } }";
}

std::string named(const std::string& name) {
  return R"({ "name": ")" + name + R"(", "kind": "crash", "target": "a", "for": "5s" })";
}

}  // namespace

TEST_CASE("serial: each step begins when the one before it has ended") {
  // 10 s, then 20 s; suspended for 5 s; then 7 s.
  const auto found = times(with(R"("w": { "at": "10s", "serial": [)" + crash("f", "20s") +
                                R"(, { "suspend": "5s" }, )" + crash("g", "7s") + "] }"));
  CHECK(found.at("f") == "10-30");
  CHECK(found.at("g") == "35-42");
}

TEST_CASE("parallel: the steps begin at once, and what follows waits for the last of them") {
  const auto found = times(with(R"("w": { "at": "10s", "serial": [ { "parallel": [)" +
                                crash("f", "20s") + R"(, { "serial": [ { "suspend": "3s" }, )" +
                                crash("g", "30s") + "] } ] }, " + crash("h", "1s") + "] }"));
  CHECK(found.at("f") == "10-30");
  CHECK(found.at("g") == "13-43");
  CHECK(found.at("h") == "43-44");
}

TEST_CASE("deadline: all that goes on within a step ends with it") {
  const auto found = times(with(
      R"("w": { "at": "10s", "serial": [ { "parallel": [)" + crash("f", "20s") + ", " + crash("g") +
      R"(], "deadline": "15s" }, )" + crash("h", "50s") + R"(], "deadline": "40s" })"));
  CHECK(found.at("f") == "10-25");
  CHECK(found.at("g") == "10-25");
  CHECK(found.at("h") == "25-50");
}

TEST_CASE("A fault that is named strikes each time that its turn comes, and so does a workflow") {
  const std::string outer =
      R"("w": { "at": "10s", "serial": ["f", { "suspend": "10s" }, "twice"] })";
  const std::string inner = R"("twice": { "serial": ["f", { "suspend": "1s" }, "f"] })";
  const std::string other = R"("x": { "at": "60s", "parallel": ["f"] })";
  const auto found = times(with(outer + ", " + inner + ", " + other, named("f")));
  CHECK(found.at("f") == "10-15 25-30 31-36 60-65");
}

TEST_CASE("What recurs does so within its time in the workflow") {
  const auto found = times(with(R"("w": { "at": "10s", "serial": [ { "suspend": "5s" }, { "fault": {
      "name": "f", "kind": "crash", "target": "a", "for": "20s",
      "when": { "every": "8s", "lasts": "6s" } } } ] })"));
  CHECK(found.at("f") == "15-21 23-29 31-35");
}

TEST_CASE("A fault in a workflow is drawn as one by itself") {
  const std::string drawn =
      R"("kind": "crash", "target": { "part": "a", "instances": 2 }, "for": "10s")";
  const auto struck = [](const Setup& setup) {
    const auto scenario = scenario_of(setup);
    const auto targets = targets_of(scenario, scenario.designs.front().value);
    return plan_of(scenario.faults, targets, Streams{1, 0}, Time{scenario.run.length}).at(0).at(0);
  };
  const auto leaf = struck(
      with(R"("w": { "at": "10s", "serial": [ { "fault": { "name": "f", )" + drawn + " } } ] }"));
  const auto alone = struck(with("", R"({ "name": "f", "at": "10s", )" + drawn + " }"));
  CHECK(leaf.struck == alone.struck);
  CHECK(leaf.when == alone.when);
}

TEST_CASE("A workflow that cannot go on is refused") {
  const auto serial = [](const std::string& steps) {
    return complaint(with(R"("w": { "at": "10s", "serial": [)" + steps + "] }", named("n")));
  };
  CHECK(serial("\"n\"").empty());
  CHECK_THAT(serial(""), Contains("/workflows/w/serial: it has no steps"));
  CHECK_THAT(serial(R"({ "parallel": [] })"), Contains("it has no steps"));
  CHECK_THAT(serial("\"m\""), Contains("no fault or workflow \"m\"; did you mean"));
  CHECK_THAT(serial("\"w\""), Contains("workflows run each other in a circle: w -> w"));
  CHECK_THAT(serial(crash("f") + ", \"n\""), Contains("\"f\" never ends, so that \"serial\""));
  CHECK_THAT(serial(R"("n", { "suspend": "100s" })"),
             Contains("it is suspended until 115s, and the run ends at 100s"));
  CHECK_THAT(serial(R"({ "serial": [ { "suspend": "20s" }, "n" ], "deadline": "10s" })"),
             Contains("\"n\" never begins: the deadline around it has passed by 20s"));
  CHECK_THAT(serial(R"({ "fault": { "name": "f", "kind": "crash", "target": "a", "at": "1s" } })"),
             Contains("it has no \"at\""));
  CHECK_THAT(serial(R"({ "supend": "1s" })"), Contains("did you mean \"suspend\"?"));
}

TEST_CASE("Workflows and faults that nobody runs are refused") {
  const auto own = R"({ "name": "f", "kind": "crash", "target": "a", "at": "5s", "for": "5s" })";
  CHECK_THAT(complaint(with(R"("w": { "at": "10s", "serial": ["f"] })", own)),
             Contains("\"f\" has an \"at\" of its own"));
  CHECK_THAT(complaint(with("", named("f"))), Contains("\"at\" is missing"));
  CHECK_THAT(complaint(with(R"("w": { "serial": ["f"] })", named("f"))),
             Contains("\"w\" never begins"));
  CHECK_THAT(complaint(with(R"("f": { "at": "1s", "serial": ["f"] })", named("f"))),
             Contains("a fault has the name \"f\", too"));
  CHECK_THAT(complaint(with(R"("v": { "at": "1s", "serial": ["w"] }, "w": { "parallel": ["v"] })")),
             Contains("workflows run each other in a circle: v -> w -> v"));
  CHECK_THAT(complaint(with(R"("w": { "at": "1s" })")),
             Contains("a workflow needs either \"serial\" or \"parallel\""));
}
