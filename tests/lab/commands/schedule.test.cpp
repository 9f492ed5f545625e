#include <catch2/catch.hpp>

#include "tests/lab/commands/program.hpp"

using namespace faultline;
using Catch::Matchers::Contains;

namespace {

/// The tiny shop, whose bank fails and is repaired at random.
std::string flaky() {
  std::string scenario = tiny_scenario;
  const std::string before = R"("target": "bank")";
  scenario.replace(scenario.find(before), before.size(),
                   before + R"(, "when": { "mtbf": { "kind": "exponential", "mean": "300ms" },
      "mttr": { "kind": "exponential", "mean": "100ms" } })");
  return scenario;
}

/// The same one, in which whoever leads the topic goes down again and again.
std::string headless() {
  std::string scenario = tiny_scenario;
  const std::string before = R"("target": "bank")";
  scenario.replace(scenario.find(before), before.size(),
                   R"("target": { "leader_of": "sales", "instances": 1 }, "when": {
      "every": "500ms", "lasts": { "kind": "exponential", "mean": "100ms" } })");
  return scenario;
}

/// The tiny shop with a monkey and a workflow, too.
std::string with_monkey() {
  std::string scenario = tiny_scenario;
  const std::string before = R"("faults": [)";
  scenario.replace(scenario.find(before), before.size(),
                   R"("monkey": { "rate": "60/min", "at_once": 2, "never": ["shop"],
      "lasts": { "kind": "exponential", "mean": "300ms" },
      "menu": [
        { "fault": { "name": "bank slow", "kind": "slow", "factor": 3, "target": "bank" },
          "weight": 2 },
        { "fault": { "name": "bank fails", "kind": "errors", "rate": 0.5, "target": "bank" } },
        { "fault": { "name": "any", "kind": "pause",
                     "target": { "zone": "rack", "instances": 1 } } } ] },
    "workflows": { "flow": { "at": "3s", "parallel": [ { "suspend": "1s" }, { "fault": {
      "name": "shop slow", "kind": "slow", "factor": 2, "target": "shop", "for": "2s" } } ] } },
    "faults": [)");
  return scenario;
}

/// All but what was drawn: the scenario itself stands in the results, too.
std::string designs_in(const std::string& results) {
  return results.substr(results.rfind("\"designs\": {"));
}

}  // namespace

TEST_CASE("schedule prints when a fault strikes, and whom") {
  const TemporaryFolder folder;
  const auto [code, out, err] = faultline_with({"schedule", folder.file("a.json", flaky())});
  CHECK(code == 0);
  CHECK_THAT(out, Contains("bank down") && Contains("bank#0"));
  const auto other =
      faultline_with({"schedule", folder.file("a.json", flaky()), "--replication", "2"});
  CHECK(other.out != out);
}

TEST_CASE("In a run of days schedule shows times as a clock does") {
  const TemporaryFolder folder;
  std::string scenario = tiny_scenario;
  const auto replace = [&](std::string_view text, std::string_view by) {
    scenario.replace(scenario.find(text), text.size(), by);
  };
  replace(R"("length": "20s")", R"("length": "5d")");
  replace(R"("for": "2s")", R"("for": "2d", "when": { "every": "36h", "lasts": "75500ms" })");
  const auto out = faultline_with({"schedule", folder.file("a.json", scenario)}).out;
  CHECK_THAT(out, Contains("  0:00:10.000  0:01:15.500  bank#0"));
  CHECK_THAT(out, Contains("  1 d 12:00:10.000  0:01:15.500  bank#0"));
}

TEST_CASE("What schedule writes down replays to the byte") {
  const TemporaryFolder folder;
  const auto run = [](const std::string& file) {
    return designs_in(
        faultline_with({"run", file, "--replications", "1", "--format", "json", "--quiet"}).out);
  };
  for (const auto& scenario : {flaky(), with_monkey()}) {
    const auto drawn = folder.file("a.json", scenario);
    const auto schedule = faultline_with({"schedule", drawn, "--format", "scenario"});
    const auto fixed = folder.file("b.json", schedule.out);
    CHECK_THAT(schedule.out, Contains("\"times\"") && !Contains("\"monkey\""));
    CHECK(run(drawn) == run(fixed));
    CHECK(run(drawn).size() > 1000);
  }
}

TEST_CASE("schedule prints what a monkey has drawn and a workflow lays out") {
  const TemporaryFolder folder;
  const auto [code, out, err] = faultline_with({"schedule", folder.file("a.json", with_monkey())});
  CHECK(code == 0);
  CHECK_THAT(out, Contains("bank slow") && Contains("bank fails") && Contains("bank#0"));
  CHECK_THAT(out, Contains("shop slow    3.000 s  2.000 s  shop#0"));
}

TEST_CASE("Who has a role is not known before the run: schedule prints the role, and it replays") {
  const TemporaryFolder folder;
  const auto drawn = folder.file("a.json", headless());
  CHECK_THAT(faultline_with({"schedule", drawn}).out, Contains("1 of leaders of sales then"));
  const auto schedule = faultline_with({"schedule", drawn, "--format", "scenario"}).out;
  CHECK_THAT(schedule, Contains("\"times\"") && !Contains("\"hits\""));
  const auto run = [](const std::string& file) {
    return designs_in(
        faultline_with({"run", file, "--replications", "1", "--format", "json", "--quiet"}).out);
  };
  CHECK(run(drawn) == run(folder.file("b.json", schedule)));
}

TEST_CASE("schedule refuses a replication that there is not") {
  const TemporaryFolder folder;
  const auto [code, out, err] =
      faultline_with({"schedule", folder.file("a.json", flaky()), "--replication", "1000"});
  CHECK(code == 2);
  CHECK(out.empty());
  CHECK_THAT(err, Contains("--replication: 1000 is out of range"));
}
