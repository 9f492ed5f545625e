#include "lab/running/hypothesis_probes.hpp"

#include <catch2/catch.hpp>

#include "lab/running/experiment.hpp"
#include "models/scenario/structure/frame.hpp"
#include "tests/lab/tiny_scenario.hpp"

using namespace faultline;
using Catch::Matchers::Contains;

namespace {

/// Reads the tiny scenario with a hypothesis and a stop condition.
Experiment read(const std::string& probes, const std::string& window = "2s",
                const std::string& rest = "") {
  std::string scenario = tiny_scenario;
  const auto at = scenario.find("\"expect\"");
  scenario.insert(at, R"("hypothesis": { "window": ")" + window + R"(", "probes": [)" + probes +
                          "] }, " + rest);
  const TemporaryFolder folder;
  return read_experiment({.scenario = folder.file("tiny.json", scenario)});
}

}  // namespace

TEST_CASE("A probe stands for all designs or for one, and windows begin anew with each fault") {
  const auto experiment = read(R"({ "measure": "availability", "at_least": 0.9 },
                                  { "measure": "failed", "at_most": 0.1, "design": "calls" })",
                               "4s");
  const auto calls = frame_of(experiment.scenario, "calls").hypothesis.value();
  CHECK(calls.probes.size() == 2);
  CHECK(frame_of(experiment.scenario, "events").hypothesis->probes.size() == 1);
  // From the warm-up, 1 s, to the fault in [10 s, 12 s): 1 to 5 and 5 to 10; then to 20 s.
  std::vector<double> starts;
  for (const auto start : calls.starts) starts.push_back(seconds(start - start_of_run));
  CHECK(starts == std::vector<double>{1, 5, 10, 12, 16});
}

TEST_CASE("A misspelt measure of a probe is reported with the nearest one, at its place") {
  CHECK_THROWS_WITH(read(R"({ "measure": "availibility", "at_least": 0.9 })"),
                    Contains("/hypothesis/probes/0/measure: no measure \"availibility\"; did you "
                             "mean \"availability\"?"));
}

TEST_CASE("A tolerance that no value satisfies is reported, within a probe and between two") {
  CHECK_THROWS_WITH(read(R"({ "measure": "availability", "at_least": 0.9, "at_most": 0.8 })"),
                    Contains("/hypothesis/probes/0/at_least: no value is at least 0.9 and at most "
                             "0.8"));
  CHECK_THROWS_WITH(
      read(R"({ "measure": "failed", "at_least": 0.5 },
              { "measure": "failed", "at_most": 0.1, "design": "calls" })"),
      Contains("/hypothesis/probes/1/at_most: another probe contradicts it: no value of "
               "\"failed\" is at least 0.5 and at most 0.1"));
  CHECK_NOTHROW(read(R"({ "measure": "failed", "at_least": 0, "design": "events" },
                        { "measure": "failed", "at_most": 1, "design": "calls" })"));
  CHECK_THROWS_WITH(read(R"({ "measure": "failed", "at_least": 2 })"),
                    Contains("2 is out of range: \"failed\" is a share, 0 to 1"));
  CHECK_THROWS_WITH(read(R"({ "measure": "failed" })"),
                    Contains("a probe needs \"at_least\", \"at_most\" or both"));
}

TEST_CASE("A probe of what a design cannot have is reported with the reason") {
  CHECK_THROWS_WITH(read(R"({ "measure": "lag_max", "at_most": 5, "design": "calls" })"),
                    Contains("\"lag_max\" has no value in design \"calls\": no operation consumes "
                             "events"));
  CHECK_THROWS_WITH(read(R"({ "measure": "failed", "at_most": 1, "design": "call" })"),
                    Contains("no design \"call\"; did you mean \"calls\"?"));
  CHECK_THROWS_WITH(read(R"({ "measure": "failed", "at_most": 1, "class": "gold" })"),
                    Contains("request class \"gold\""));
}

TEST_CASE("A hypothesis needs probes, and windows of a second or more") {
  CHECK_THROWS_WITH(read(""), Contains("\"probes\" must have at least one entry"));
  CHECK_THROWS_WITH(read(R"({ "measure": "failed", "at_most": 1 })", "10ms"),
                    Contains("/hypothesis/window: \"window\" must be at least 1s"));
}

TEST_CASE("A stop condition names a part that there is, and needs a fault") {
  const auto probe = R"({ "measure": "failed", "at_most": 1 })";
  CHECK_NOTHROW(read(probe, "2s", R"("abort": { "when": { "of": "bank", "queue_above": 5 } }, )"));
  CHECK_THROWS_WITH(
      read(probe, "2s", R"("abort": { "when": { "of": "bang", "queue_above": 5 } }, )"),
      Contains("/abort/when/of: no service, store or consuming operation \"bang\"; did you mean "
               "\"bank\"?"));
}
