#include <string>

#include "tests/theory/agrees.hpp"
#include "tests/theory/replications.hpp"

using namespace faultline;

namespace {

/// One request for these steps of "a"; "b" works 10 ms, "down" is down.
Setup steps(const std::string& of_a) {
  auto setup = one_request();
  setup.services = R"("a": {}, "b": {}, "down": {})";
  setup.operations = R"("b.run": [ { "work": "10ms" } ], "down.run": [ { "effect": "done" } ],
    "a.run": [ { "call": "b.run", "probability": 0 }, { "call": "down.run", "probability": 0 },
      )" + of_a + " ]";
  setup.faults = R"({ "name": "gone", "kind": "crash", "target": "down", "at": "0s" })";
  return setup;
}

struct Result {
  explicit Result(const Setup& setup) {
    const auto seen = told(setup, [](const Ledger& ledger) {
      const auto& transaction = ledger.transactions.at(0);
      return std::vector{static_cast<double>(transaction.outcome), response_s(transaction)};
    });
    outcome = static_cast<Outcome>(seen[0]);
    took_s = seen[1];
  }

  Outcome outcome;
  double took_s;
};

}  // namespace

TEST_CASE("Steps follow each other: their times add up") {
  const Result result(steps(R"({ "work": "5ms" }, { "call": "b.run" }, { "work": "20ms" })"));
  CHECK(result.outcome == Outcome::succeeded);
  CHECK(result.took_s == Approx(0.005 + 0.010 + 0.020));
}

TEST_CASE("Parallel steps take as long as the slowest") {
  const Result result(steps(R"({ "parallel": [ { "work": "5ms" }, { "call": "b.run" },
    { "work": "30ms" } ] }, { "work": "1ms" })"));
  CHECK(result.outcome == Outcome::succeeded);
  CHECK(result.took_s == Approx(0.030 + 0.001));
}

TEST_CASE("A required step that fails ends the operation there") {
  const Result result(steps(R"({ "work": "5ms" }, { "call": "down.run" }, { "work": "20ms" })"));
  CHECK(result.outcome == Outcome::failed);
  CHECK(result.took_s == Approx(0.005));
}

TEST_CASE("An optional step that fails degrades the answer, and the others follow") {
  const Result result(
      steps(R"({ "work": "5ms" }, { "call": "down.run", "optional": true }, { "work": "20ms" })"));
  CHECK(result.outcome == Outcome::degraded);
  CHECK(result.took_s == Approx(0.025));
  const Result nested(steps(R"({ "parallel": [ { "call": "down.run" } ], "optional": true })"));
  CHECK(nested.outcome == Outcome::degraded);
  const Result branch(steps(R"({ "parallel": [ { "call": "down.run", "optional": true } ] })"));
  CHECK(branch.outcome == Outcome::degraded);
  const Result required(steps(R"({ "parallel": [ { "call": "down.run" }, { "work": "5ms" } ] })"));
  CHECK(required.outcome == Outcome::failed);
  CHECK(required.took_s == Approx(0.005));  // it waits for all of them
}

TEST_CASE("Of parallel steps that fail the first in the file decides, not the first in time") {
  const std::string late = R"({ "call": "b.run", "policies": [ { "kind": "timeout",
    "after": "5ms" } ] })";
  const std::string soon = R"({ "call": "down.run" })";
  const auto outcome = [](const std::string& first, const std::string& second) {
    return Result(in_vain(steps(R"({ "parallel": [ )" + first + ", " + second + " ] }"))).outcome;
  };
  CHECK(outcome(late, soon) == Outcome::timed_out);
  CHECK(outcome(soon, late) == Outcome::failed);
}

TEST_CASE("A degraded answer is an answer: available, and degraded for who asked for it too") {
  const std::string c = R"("c.run": [ { "call": "down.run", "optional": true } ], )";
  auto setup = steps(R"({ "call": "c.run" })");
  setup.services += R"(, "c": {})";
  setup.operations.insert(0, c);
  CHECK(Result(setup).outcome == Outcome::degraded);
  CHECK(Replications(setup, 1).values("availability") == std::vector<double>{1});
}

TEST_CASE("A step with a probability is taken by that share of the requests") {
  Setup setup{.length = "100s", .arrivals = poisson_at(200)};
  setup.services = R"("a": { "workers": 1000000 })";
  setup.operations = R"("a.run": [ { "work": "10ms", "probability": 0.3 },
    { "effect": "done", "probability": 0.6 } ])";
  const Replications runs(setup, 8);
  CHECK_THAT(runs["response_mean_s"], Agrees(0.3 * 10e-3, {0.02}));
  CHECK_THAT(runs["completion"], Agrees(0.6, {0.01}));
}

TEST_CASE("A publication takes the broker's time to store, and no time of the consumers") {
  auto setup = steps(R"({ "effect": "done" })");
  setup.designs = R"("only": { "topics": { "news": { "append": "3ms" } },
    "b.run": [ { "work": "1h" } ], "a.run": [ { "publish": "news" },
      { "call": "down.run", "probability": 0 } ],
    "subscriptions": { "b.run": { "topic": "news" } } })";
  const Result result(setup);
  CHECK(result.outcome == Outcome::succeeded);
  CHECK(result.took_s == Approx(0.003));
}
