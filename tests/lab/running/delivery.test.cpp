#include <catch2/catch.hpp>
#include <cmath>

#include "analysis/measures/measures.hpp"
#include "lab/output/results.hpp"
#include "lab/processes/runner.hpp"
#include "lab/running/experiment.hpp"
#include "tests/lab/tiny_scenario.hpp"

using namespace faultline;
using Catch::Matchers::Contains;

namespace {

constexpr auto months = R"("delivery": { "length": "60d", "interface": 1, "incompatible": 1,
  "teams": { "front": { "owns": ["shop"], "changes": "1/d", "work": "1d" },
             "back": { "owns": ["bank"], "changes": "1/d", "work": "1d" } } }, "faults": [)";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE(at != text.npos);
  return text.replace(at, from.size(), to);
}

std::string delivering() { return replaced(tiny_scenario, R"("faults": [)", months); }

Experiment experiment_of(const std::string& scenario) {
  const TemporaryFolder folder;
  return read_experiment({.scenario = folder.file("tiny.json", scenario)});
}

std::string refused(const std::string& scenario) {
  try {
    experiment_of(scenario);
    return "";
  } catch (const ScenarioError& error) {
    return error.what();
  }
}

Results results(const std::string& scenario) {
  auto experiment = experiment_of(scenario);
  ProgressBar progress(false, 6, 2);
  return results_of(experiment, run_all(experiment, {.jobs = 2}, progress));
}

bool same(double one, double other) {
  return one == other || (std::isnan(one) && std::isnan(other));
}

}  // namespace

TEST_CASE("a delivery changes nothing of what is measured of requests, and adds its own group") {
  const auto with = results(delivering());
  const auto without = results(tiny_scenario);
  for (std::size_t design = 0; design < 2; ++design)
    for (std::size_t slice = 0; slice < with.designs[design].slices.size(); ++slice)
      for (std::size_t i = 0; i < measures.size(); ++i) {
        CAPTURE(design, slice, measures[i].key);
        const auto& one = with.designs[design].slices[slice][i];
        const auto& other = without.designs[design].slices[slice][i];
        const bool own = measures[i].group == Measure::Group::delivery;
        if (!own) CHECK(same(one.mean, other.mean));
        if (own) CHECK(std::isnan(other.mean));
        if (own) CHECK(std::isnan(one.mean) == (slice > 0));
      }
}

TEST_CASE("the designs of a delivery are compared pairwise") {
  const auto found = results(delivering());
  const auto alone = measure_index("independent_deployability");
  CHECK(found.designs[0].slices[0][alone].mean < 0.7);  // bank.pay is called
  CHECK(found.designs[1].slices[0][alone].mean == 1);   // and here it consumes
  CHECK(found.comparisons.front().slices[0][alone].estimate.low > 0);
}

TEST_CASE("an expectation of the delivery needs one, and the whole of it") {
  const std::string expected = R"({ "measure": "lead_time_p50_d", "at_most": 100 }, )";
  const auto expecting = [&](const std::string& scenario) {
    return replaced(scenario, R"("expect": [)", R"("expect": [)" + expected);
  };
  CHECK(refused(expecting(delivering())) == "");
  CHECK_THAT(refused(expecting(tiny_scenario)),
             Contains(R"("lead_time_p50_d" has no value in design "calls")") &&
                 Contains(R"(the scenario has no "delivery")"));
  CHECK_THAT(refused(replaced(expecting(delivering()), R"(, "at_most": 100)",
                              R"(, "during": "bank down", "at_most": 100)")),
             Contains(R"("lead_time_p50_d" has no value in design "calls")"));
}
