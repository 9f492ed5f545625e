#include "lab/running/experiment.hpp"

#include <catch2/catch.hpp>

#include "tests/lab/tiny_scenario.hpp"

using namespace faultline;
using Catch::Matchers::Contains;

namespace {

std::string with(const std::string& text, const std::string& replacement) {
  std::string scenario = tiny_scenario;
  const auto at = scenario.find(text);
  REQUIRE(at != scenario.npos);
  return scenario.replace(at, text.size(), replacement);
}

Experiment read(const std::string& scenario, RunOptions options = {}) {
  const TemporaryFolder folder;
  options.scenario = folder.file("tiny.json", scenario);
  return read_experiment(options);
}

}  // namespace

TEST_CASE("The command line changes the scenario, and the resolved one shows it") {
  const auto experiment =
      read(tiny_scenario, {.seed = 42, .replications = 5, .settings = {"run.length=30s"}});
  CHECK(experiment.seed() == 42);
  CHECK(experiment.replications() == 5);
  const auto& run = *experiment.document.root.find("run");
  CHECK(run.find("seed")->text == "42");
  CHECK(run.find("replications")->text == "5");
  CHECK(run.find("length")->text == "30s");
}

TEST_CASE("The resolved scenario shows the seed and the replications that nobody wrote") {
  const auto experiment =
      read(with(R"("run": { "length": "20s", "warmup": "1s", "drain": "20s", "seed": 7, )"
                R"("replications": 3 },)",
                R"("run": { "length": "20s", "warmup": "1s" },)"));
  const auto& run = *experiment.document.root.find("run");
  CHECK(run.find("seed")->text == "1");
  CHECK(run.find("replications")->text == "10");
}

TEST_CASE("Designs are run in the order asked for, each once") {
  const auto experiment = read(tiny_scenario, {.designs = {"events", "calls", "events"}});
  CHECK(experiment.designs == std::vector<std::string>{"events", "calls"});
  CHECK(read(tiny_scenario).designs == std::vector<std::string>{"calls", "events"});
}

TEST_CASE("A design that there is not is told with the nearest one") {
  CHECK_THROWS_WITH(read(tiny_scenario, {.designs = {"call"}}),
                    Contains("no design \"call\"; did you mean \"calls\"?"));
}

TEST_CASE("An expectation stands for the designs that are run") {
  CHECK(read(tiny_scenario).expectations.size() == 2);
  CHECK(read(tiny_scenario, {.designs = {"calls"}}).expectations.size() == 1);
  const auto experiment = read(with(R"("design": "events", "measure")", R"("measure")"));
  REQUIRE(experiment.expectations.size() == 3);  // of both designs, and of calls
  CHECK(experiment.expectations[0].design == "calls");
  CHECK(experiment.expectations[1].design == "events");
  CHECK(experiment.expectations[2].window == "during bank down");
  CHECK(experiment.expectations[2].expectation.slice == 2);  // the run, before, during
}

TEST_CASE("An expectation of a measure that there is not is told with its place") {
  CHECK_THROWS_WITH(
      read(with(R"("availability", "at_least")", R"("availabillity", "at_least")")),
      Contains(":24:38: /expect/0/measure") && Contains("did you mean \"availability\"?"));
}

TEST_CASE("A wrong expectation is told next to what else is wrong") {
  CHECK_THROWS_WITH(
      read(tiny_scenario, {.settings = {"services.shop.workers=0", "expect.0.measure=availabillity",
                                        "expect.1.at_most=5"}}),
      Contains("/services/shop/workers") && Contains("no measure") &&
          Contains("/expect/1/at_most: 5 is out of range"));
}

TEST_CASE("An expectation of a time that the run does not hold is told with its place") {
  const auto late = with(R"("at": "10s", "for": "2s")", R"("at": "10s")");
  CHECK_NOTHROW(read(late));
  CHECK_THROWS_WITH(read(late, {.settings = {"expect.1={\"measure\": \"lost\", \"at_most\": 0, "
                                             "\"after\": \"bank down\"}"}}),
                    Contains("/expect/1/after") && Contains("\"after bank down\""));
}

TEST_CASE("An expectation of what a design cannot have is told with its place and the reason") {
  const auto expecting = [](const std::string& claim) {
    return read(tiny_scenario, {.settings = {"expect.0={" + claim + "}"}});
  };
  CHECK_THROWS_WITH(expecting(R"("design": "events", "measure": "phantom", "at_most": 0)"),
                    Contains("/expect/0/measure: \"phantom\" has no value in design \"events\": no "
                             "\"publish\" step names the effect"));
  CHECK_THROWS_WITH(
      expecting(R"("measure": "expired", "at_most": 0)"),
      Contains("\"expired\" has no value in design \"calls\": no operation consumes"));
  CHECK_NOTHROW(expecting(R"("design": "events", "measure": "expired", "at_most": 0)"));
  for (const std::string measure :
       {"reordered", "stuck", "compensations", "dual_write_lost", "updates_lost"})
    CHECK_THROWS_WITH(
        expecting(R"("design": "events", "measure": ")" + measure + R"(", "at_most": 0)"),
        Contains("\"" + measure + "\" has no value in design \"events\""));
}

TEST_CASE("An expectation that can never have a value is told with its place and the reason") {
  const auto why = [](const std::string& claim) {
    return Contains("/expect/0/measure: \"" + claim.substr(0, claim.find('|')) +
                    "\" has no value in design \"" + claim.substr(claim.find('|') + 1));
  };
  const auto expecting = [](const std::string& design, const std::string& claim) {
    return read(tiny_scenario, {.settings = {R"(expect.0={"at_most": 1, "design": ")" + design +
                                             "\", " + claim + "}"}});
  };
  for (const std::string measure : {"staleness_p99_s", "stale_reads", "divergence"})
    CHECK_THROWS_WITH(expecting("events", R"("measure": ")" + measure + "\""),
                      why(measure + "|events\": no replica and no projection is read"));
  for (const std::string measure : {"lag_max", "lag_p99_s"}) {
    CHECK_THROWS_WITH(expecting("calls", R"("measure": ")" + measure + "\""),
                      why(measure + "|calls\": no operation consumes events"));
    CHECK_NOTHROW(expecting("events", R"("measure": ")" + measure + "\""));
  }
  for (const std::string measure : {"publish_wait_p99_s", "publish_waits"})
    CHECK_THROWS_WITH(expecting("calls", R"("measure": ")" + measure + "\""),
                      why(measure + "|calls\": there is no topic"));
  CHECK_THROWS_WITH(expecting("calls", R"("measure": "cache_hits")"),
                    why("cache_hits|calls\": no cache is used"));
  for (const std::string measure : {"time_to_recover_s", "collapsed", "blast_radius"}) {
    CHECK_NOTHROW(expecting("calls", R"("measure": ")" + measure + "\""));
    for (const std::string when : {"before", "during", "after"})
      CHECK_THROWS_WITH(
          expecting("calls", R"("measure": ")" + measure + R"(", ")" + when + R"(": "bank down")"),
          why(measure + "|calls\": it needs a fault within the run"));
    CHECK_THROWS_WITH(
        read(tiny_scenario, {.settings = {"faults=[]", R"(expect=[{"measure": ")" + measure +
                                                           R"(", "at_most": 1}])"}}),
        why(measure + "|calls\": it needs a fault within the run"));
  }
  CHECK_THROWS_WITH(read(tiny_scenario, {.settings = {"faults.0.at=4s", R"(expect=[{"measure":
    "time_to_recover_s", "at_most": 1}])"}}),
                    why("time_to_recover_s|calls\": it needs a fault within the run"));
}

TEST_CASE("Bounds that nothing or everything can keep are told with their place") {
  const auto expecting = [](const std::string& claim) {
    return read(tiny_scenario, {.settings = {"expect.0={\"design\": \"calls\", " + claim + "}"}});
  };
  CHECK_THROWS_WITH(expecting(R"("measure": "requests", "at_least": 5, "at_most": 4)"),
                    Contains("/expect/0/at_least: no value is at least 5 and at most 4"));
  CHECK_NOTHROW(expecting(R"("measure": "requests", "at_least": 5, "at_most": 5)"));
  CHECK_THROWS_WITH(
      expecting(R"("measure": "availability", "at_least": 99.9)"),
      Contains("/expect/0/at_least: 99.9 is out of range: \"availability\" is a share, 0 to 1"));
  CHECK_THROWS_WITH(
      expecting(R"("measure": "collapsed", "at_most": 5)"),
      Contains("/expect/0/at_most: 5 is out of range: \"collapsed\" is a probability, 0 to 1"));
  CHECK_THROWS_WITH(expecting(R"("measure": "requests", "at_most": -1)"),
                    Contains("/expect/0/at_most: -1 is out of range: 0 or more is legal"));
}

TEST_CASE("What is of no request is told where it is expected of a class") {
  const auto classes = with(R"("arrivals": "20/s" })",
                            R"("arrivals": "20/s", "classes": { "gold": {}, "tin": {} } })");
  for (const std::string measure : {"lag_max", "amplification", "backlog_max", "instances",
                                    "time_to_recover_s", "stale_reads", "publish_waits"})
    CHECK_THROWS_WITH(read(classes, {.settings = {R"(expect.0={"design": "events", "at_most": 1,
      "class": "tin", "measure": ")" + measure + "\"}"}}),
                      Contains("it is not measured per request class"));
}

TEST_CASE("An expectation can be of a class of requests while a fault lasts") {
  const auto classes = with(R"("arrivals": "20/s" })",
                            R"("arrivals": "20/s", "classes": { "gold": {}, "tin": {} } })");
  const auto experiment =
      read(classes, {.settings = {R"(expect.0={ "design": "calls", "measure": "availability",
        "class": "tin", "during": "bank down", "at_most": 0.05 })"}});
  const auto& [design, window, expectation] = experiment.expectations[0];
  CHECK(window == "class tin during bank down");
  // The run; before, during, after; gold and the same of it; tin, before, during.
  CHECK(expectation.slice == 1 + 3 + 4 + 2);
  CHECK_THROWS_WITH(read(classes, {.settings = {R"(expect.0={ "measure": "lost", "at_most": 0,
        "before": "bank down", "during": "bank down" })"}}),
                    Contains("only one of"));
}
