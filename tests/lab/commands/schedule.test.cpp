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

TEST_CASE("What schedule writes down replays to the byte") {
  const TemporaryFolder folder;
  const auto drawn = folder.file("a.json", flaky());
  const auto schedule = faultline_with({"schedule", drawn, "--format", "scenario"});
  const auto fixed = folder.file("b.json", schedule.out);
  const auto run = [](const std::string& file) {
    return designs_in(
        faultline_with({"run", file, "--replications", "1", "--format", "json", "--quiet"}).out);
  };
  CHECK(run(drawn) == run(fixed));
  CHECK(run(drawn).size() > 1000);
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
  CHECK_THAT(err, Contains("there is no replication 1000"));
}
