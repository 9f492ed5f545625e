#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "analysis/measures/collector.hpp"
#include "analysis/verdicts/comparison.hpp"
#include "models/scenario/structure/frame.hpp"
#include "tests/theory/replications.hpp"

using namespace faultline;

namespace {

constexpr int replications = 8;

/// Two designs of one law: the same exponential work at 70 % load, in "later" drawn at the second
/// step and not at the first.
Setup pair_of_one_law() {
  Setup setup;
  setup.length = "30s";
  setup.arrivals = poisson_at(70);
  const std::string work = R"({ "work": { "kind": "exponential", "mean": "10ms" } },
    { "effect": "done" })";
  setup.designs = R"("only": { "a.run": [ )" + work + R"( ] },
    "later": { "a.run": [ { "work": "0ms" }, )" +
                  work + " ] }";
  return setup;
}

RunSummary summary_of(const Setup& setup, const std::string& design, int replication) {
  auto scenario = scenario_of(setup);
  return unpack(forked([&] {
    Collector collector(frame_of(scenario, design));
    run_here(std::move(scenario), design, static_cast<std::uint64_t>(replication), collector);
    return pack(collector.summary());
  }));
}

/// Whether an experiment with draws of its own names a winner anywhere.
bool names_a_winner(const Setup& setup, int experiment) {
  std::vector<RunSummary> first;
  std::vector<RunSummary> second;
  for (int i = 0; i < replications; ++i) {
    first.push_back(summary_of(setup, "only", experiment * replications + i));
    second.push_back(summary_of(setup, "later", experiment * replications + i));
  }
  auto differences = compare(first, second, 0);
  std::vector<Difference*> shown;
  for (auto& difference : differences) shown.push_back(&difference);
  name_winners(shown);
  return std::ranges::any_of(differences,
                             [](const auto& one) { return one.winner != Winner::none; });
}

}  // namespace

TEST_CASE("Two designs of one law get a winner in at most 5 % of the experiments", "[slow]") {
  const int experiments = 200;
  const auto setup = pair_of_one_law();
  int named = 0;
  for (int experiment = 0; experiment < experiments; ++experiment)
    named += names_a_winner(setup, experiment);
  // A binomial's mean and three deviations: 10 + 3 sqrt(9.5).
  CHECK(named <= experiments * 0.05 + 3 * std::sqrt(experiments * 0.05 * 0.95));
}
