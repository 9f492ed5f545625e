#include <catch2/catch.hpp>

#include "lab/output/json/results_json.hpp"
#include "lab/output/results.hpp"
#include "lab/processes/runner.hpp"
#include "lab/running/experiment.hpp"
#include "tests/lab/tiny_scenario.hpp"

using namespace faultline;

namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE(at != text.npos);
  return text.replace(at, from.size(), to);
}

/// The results file of this scenario, and what each run of each design tells.
struct Played {
  Played(const std::string& scenario, int jobs, RunOptions options = {}) {
    const TemporaryFolder folder;
    options.scenario = folder.file("tiny.json", scenario);
    auto experiment = read_experiment(options);
    const auto all = experiment.replications() * experiment.designs.size();
    ProgressBar progress(false, all, experiment.designs.size());
    const auto runs = run_all(experiment, {.jobs = jobs, .keep_series = true}, progress);
    json = results_json(results_of(experiment, runs), experiment.document);
    for (const auto& design : runs.results) {
      auto& bytes = designs.emplace_back();
      for (const auto& run : design) bytes.push_back(to_bytes(run));
    }
  }

  std::string json;
  std::vector<std::vector<std::vector<std::byte>>> designs;  ///< by design, then by replication
};

}  // namespace

TEST_CASE("The same scenario gives the same results file, whatever the number of jobs") {
  const Played first(tiny_scenario, 1);
  CHECK(first.json.size() > 1000);
  CHECK(first.json == Played(tiny_scenario, 1).json);
  CHECK(first.json == Played(tiny_scenario, 2).json);
  CHECK(first.json == Played(tiny_scenario, 7).json);
}

TEST_CASE("Another seed gives other results of every design in every replication") {
  const Played first(tiny_scenario, 2);
  const Played other(tiny_scenario, 2, {.seed = 8});
  REQUIRE(first.designs.size() == 2);
  for (std::size_t design = 0; design < 2; ++design)
    for (std::size_t i = 0; i < 3; ++i) CHECK(first.designs[design][i] != other.designs[design][i]);
}

TEST_CASE("Comments, blanks and the order of the sections change nothing") {
  const auto written = replaced(tiny_scenario, R"("services": { "shop": {}, "bank": {} },)", "");
  const auto moved =
      replaced(written, R"("faultline": 1,)",
               "// first\n \"services\":{\"shop\":{},\"bank\":{}}, \"faultline\":1,");
  CHECK(Played(tiny_scenario, 2).designs == Played(moved, 2).designs);
}

TEST_CASE("A design that is added moves nothing in the others") {
  const auto more = replaced(tiny_scenario, R"("designs": {)", R"("designs": {
    "direct": { "shop.buy": [ { "work": { "kind": "exponential", "mean": "2ms" } },
      { "effect": "sold" }, { "call": "bank.pay" } ] },)");
  const Played before(tiny_scenario, 2);
  const Played after(more, 2);
  REQUIRE(after.designs.size() == 3);
  CHECK(after.designs[1] == before.designs[0]);
  CHECK(after.designs[2] == before.designs[1]);
}

TEST_CASE("A design run alone gives what it gives beside the others") {
  const Played both(tiny_scenario, 2);
  CHECK(Played(tiny_scenario, 2, {.designs = {"events"}}).designs[0] == both.designs[1]);
}
