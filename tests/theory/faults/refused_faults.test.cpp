#include <catch2/catch.hpp>

#include "sim/language/problems.hpp"
#include "tests/theory/replications.hpp"

using namespace faultline;
using Catch::Matchers::Contains;

namespace {

/// Two services, a store and a zone, with these faults.
std::string complaint(const std::string& faults) {
  Setup setup{.length = "100s", .services = R"("a": { "labels": ["team=x"] }, "b": {})"};
  setup.stores = R"("data": { "owner": "a", "time": "1ms" })";
  setup.operations = R"("a.run": [ { "call": "b.run" }, { "query": "data" }, { "effect": "done" } ],
    "b.run": [ { "work": "1ms" } ])";
  setup.faults = faults;
  try {
    scenario_of(setup);
    return "";
  } catch (const ScenarioError& error) {
    return error.what();
  }
}

std::string fault(const std::string& target, const std::string& more = "",
                  const std::string& kind = "crash") {
  return R"({ "name": "f", "kind": ")" + kind + R"(", "at": "10s", "for": "20s", "target": )" +
         target + (more.empty() ? "" : ", " + more) + " }";
}

}  // namespace

TEST_CASE("A target that fits nothing is refused with the names that there are") {
  CHECK_THAT(complaint(fault(R"({ "zone": "rak" })")),
             Contains("no zone \"rak\"; did you mean \"rack\"?"));
  CHECK_THAT(complaint(fault(R"({ "label": "team=y" })")),
             Contains("no label \"team=y\"; did you mean \"team=x\"?"));
  CHECK_THAT(complaint(fault(R"({ "host": "hots" })")), Contains("did you mean \"host\"?"));
  CHECK_THAT(complaint(fault(R"({ "consumers_of": "news" })")),
             Contains("the scenario has no topics"));
  CHECK_THAT(complaint(fault(R"({ "label": "team=x" })", "", "flush")),
             Contains("nothing that this fault can hit fits label \"team=x\""));
  CHECK_THAT(complaint(fault(R"({ "part": "a", "instances": 2 })")),
             Contains("2 are to be hit, but only 1 fit"));
  CHECK_THAT(complaint(fault(R"({ "zone": "rack" })", "", "lock")),
             Contains("this kind of fault takes the name of a part"));
  CHECK_THAT(complaint(fault("\"a\"", R"("cores": 1)", "cpu_stress")),
             Contains("\"a\" has no \"cores\" to take"));
}

TEST_CASE("A ramp needs a strength, and room in the fault's time") {
  CHECK_THAT(complaint(fault("\"a\"", R"("ramp_up": "5s")")),
             Contains("this kind of fault has no strength that could grow"));
  CHECK_THAT(
      complaint(fault("\"a\"", R"("factor": 2, "ramp_up": "15s", "ramp_down": "15s")", "slow")),
      Contains("it is shorter than \"ramp_up\" and \"ramp_down\""));
  CHECK(complaint(fault("\"a\"", R"("factor": 2, "ramp_up": "15s")", "slow")).empty());
}

TEST_CASE("A fault follows one that there is, and never itself in a circle") {
  CHECK_THAT(complaint(fault("\"a\"", R"("when": { "with": "g" })")),
             Contains("no fault \"g\"; did you mean \"f\"?"));
  CHECK_THAT(complaint(fault("\"a\"", R"("when": { "with": "f" })")),
             Contains("\"f\" follows itself in a circle"));
}

TEST_CASE("Failures and repairs that take no time are refused") {
  CHECK_THAT(complaint(fault("\"a\"", R"("when": { "mtbf": "0s", "mttr": "0s" })")),
             Contains("no time would pass between failures"));
}

TEST_CASE("A condition that cannot be met as it is said is refused") {
  const auto when = [](const std::string& condition) {
    return complaint(fault("\"a\"", R"("when": { "while": )" + condition + " }"));
  };
  CHECK(when(R"({ "of": "a", "queue_above": 5 })").empty());
  CHECK_THAT(when(R"({ "of": "dat", "queue_above": 5 })"),
             Contains("no service, store or consuming operation \"dat\"; did you mean \"data\"?"));
  CHECK_THAT(when(R"({ "of": "a", "lag_above": "5s" })"), Contains("no consuming operation \"a\""));
  CHECK_THAT(when(R"({ "during": "f" })"), Contains("\"f\" waits for itself"));
  CHECK_THAT(when(R"({ "during": "g" })"), Contains("no release, change, fault or workflow \"g\""));
  CHECK_THAT(when(R"({ "measure": "availability" })"),
             Contains("\"measure\" needs either \"above\" or \"below\""));
  CHECK_THAT(when(R"({ "measure": "availabilty", "below": 0.9 })"),
             Contains("did you mean \"availability\"?"));
  CHECK_THAT(when(R"({ "measure": "failed", "above": 0.1, "window": "100ms" })"),
             Contains("\"window\" must be at least 1s"));
  CHECK_THAT(when(R"({ "measure": "failed", "above": 0.1, "class": "gold" })"),
             Contains("no request class \"gold\""));
  CHECK_THAT(when(R"({ "budget_burnt_above": 1, "objective": 1 })"),
             Contains("an objective of 1 leaves no budget"));
  CHECK_THAT(complaint(fault("\"a\"", R"("when": { "while": { "of": "a", "queue_above": 5 },
      "until": { "of": "a", "queue_above": 9 }, "lasts": "1s" })")),
             Contains("\"until\" and \"lasts\" cannot both be given"));
}
