#include <catch2/catch.hpp>
#include <string>

#include "models/scenario/structure/frame.hpp"
#include "tests/theory/agrees.hpp"
#include "tests/theory/replications.hpp"

using namespace faultline;

namespace {

/// The utilisation of one part, over several replications.
Estimate utilisation(const Setup& setup, const std::string& part) {
  const auto parts = frame_of(scenario_of(setup), "only").parts;
  const auto number = std::ranges::find(parts, part) - parts.begin();
  std::vector<double> values;
  const Replications runs(setup, 8);
  for (const auto& run : runs.summaries())
    values.push_back(run.parts[static_cast<std::size_t>(number)][0]);
  return estimate(values);
}

}  // namespace

TEST_CASE("Utilisation of a service is lambda E[S] / (instances x workers), to the arithmetic") {
  Setup setup;
  setup.arrivals = R"({ "kind": "constant", "rate": "4/s" })";
  setup.services = R"("a": { "instances": 2, "workers": 3 })";
  setup.designs = R"("only": { "a.run": [ { "work": "300ms" }, { "effect": "done" } ] })";
  // All but what is in progress at the end of the run.
  CHECK(utilisation(setup, "service a").mean == Approx(4 * 0.3 / (2 * 3)).margin(0.001));
}

TEST_CASE("Utilisation counts who waits for others, and connections of stores") {
  Setup setup;
  setup.length = "400s";
  setup.arrivals = poisson_at(10);
  setup.services = R"("a": { "workers": 4 })";
  setup.stores = R"("s": { "owner": "a", "connections": 100,
    "time": { "kind": "exponential", "mean": "50ms" } })";
  setup.designs = R"("only": { "a.run": [ { "work": { "kind": "exponential", "mean": "30ms" } },
    { "query": "s" }, { "effect": "done" } ] })";
  CHECK_THAT(utilisation(setup, "service a"), Agrees(10 * (0.030 + 0.050) / 4, {0.02}));
  CHECK_THAT(utilisation(setup, "store s"), Agrees(10 * 0.050 / 100, {0.03}));
}

TEST_CASE("Utilisation of a group is lambda E[S] / consumers, of a queue and of a log") {
  for (const std::string topic : {R"("availability": 1)", R"("partitions": 4)"}) {
    CAPTURE(topic);
    Setup setup;
    setup.arrivals = R"({ "kind": "constant", "rate": "10/s" })";
    setup.services = R"("a": {}, "b": {})";
    setup.operations = R"("b.run": [ { "work": "100ms" }, { "effect": "done" } ])";
    setup.designs = R"("only": { "topics": { "news": { "append": "0ms", )" + topic +
                    R"( } }, "a.run": [ { "publish": "news" } ],
      "subscriptions": { "b.run": { "topic": "news", "consumers": 4 } } })";
    CHECK(utilisation(setup, "subscription b.run").mean == Approx(10 * 0.1 / 4).margin(0.003));
  }
}
