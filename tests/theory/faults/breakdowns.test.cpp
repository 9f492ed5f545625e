#include <string>

#include "tests/theory/agrees.hpp"
#include "tests/theory/replications.hpp"

using namespace faultline;

TEST_CASE(
    "M/M/1 with breakdowns, preemptive resume: the mean sojourn time is that of the formula") {
  // Service of rate mu = 10/s, arrivals lambda = 5/s, up for exponential times of rate xi = 0.5/s,
  // repaired at rate eta = 2/s, also while nobody is there. With r = xi + eta
  //   E[T] = (r^2 + xi mu) / (r (eta mu - lambda r)) = (6.25 + 5) / (2.5 * (20 - 12.5)) = 0.6 s.
  // Source: White, Christie, "Queuing with preemptive priorities or with breakdown", Operations
  // Research 6(1), 1958.
  Setup setup{.length = "20000s", .warmup = "100s", .arrivals = poisson_at(5)};
  setup.services = R"("a": { "workers": 1 })";
  setup.operations = R"("a.run": [ { "work": { "kind": "exponential", "mean": "100ms" } },
    { "effect": "done" } ])";
  setup.transaction = R"("deadline": "1h")";
  setup.faults = R"({ "name": "broken", "kind": "pause", "target": "a", "at": "0s", "when": {
    "mtbf": { "kind": "exponential", "mean": "2s" },
    "mttr": { "kind": "exponential", "mean": "500ms" } } })";
  const auto sojourn = replicated(setup, 10, [](const Ledger& ledger) {
    double sum = 0;
    for (const auto& one : ledger.transactions) sum += response_s(one);
    return sum / static_cast<double>(ledger.transactions.size());
  });
  CHECK_THAT(sojourn, Agrees(0.6, {.precision = 0.05}));
}

TEST_CASE("An error rate in a share of the instances: with r attempts each, (s e)^r") {
  // A quarter of the instances fails 40 % of the attempts: 0.1 of all, 0.1^2 with a second try.
  Setup setup{.length = "2000s", .arrivals = poisson_at(20)};
  setup.services = R"("a": {}, "b": { "instances": 4, "balancer": "random" })";
  setup.operations = R"("a.run": [ { "call": "b.run", "policies": [ { "kind": "retry",
      "attempts": 2, "base": "1ms" } ] }, { "effect": "done" } ], "b.run": [ { "work": "1ms" } ])";
  setup.faults = R"({ "name": "bad", "kind": "bad_configuration", "rate": 0.4, "wave": 0.25,
    "interval": "1h", "target": "b", "at": "0s" })";
  const auto failed = replicated(setup, 10, [](const Ledger& ledger) {
    return ledger.count(Outcome::failed) / static_cast<double>(ledger.transactions.size());
  });
  CHECK_THAT(failed, Agrees(0.01, {.precision = 0.1}));
}
