#include <algorithm>
#include <cmath>
#include <string>

#include "tests/theory/agrees.hpp"
#include "tests/theory/replications.hpp"

using namespace faultline;

namespace {

/// One request a second for ten seconds, through a time-out of 50 ms, for work of 100 ms in "b".
Setup too_slow(const std::string& cancel) {
  auto setup = in_vain(a_request_each_second("10500ms"));
  setup.transaction =
      R"("policies": [ { "kind": "timeout", "after": "50ms", "cancel": )" + cancel + " } ]";
  setup.services = R"("a": {}, "b": {})";
  setup.operations = R"("a.run": [ { "call": "b.run" } ],
    "b.run": [ { "work": "100ms" }, { "effect": "done" } ])";
  return setup;
}

struct Seen {
  explicit Seen(const Setup& setup) {
    const auto seen = told(setup, [](const Ledger& ledger) {
      double completed = 0;
      double slowest = 0;
      for (const auto& transaction : ledger.transactions) {
        completed += transaction.completed != end_of_time;
        slowest = std::max(slowest, response_s(transaction));
      }
      return std::vector{ledger.count(Outcome::timed_out), ledger.spent_s(), ledger.wasted_s(),
                         completed, slowest};
    });
    timed_out = seen[0];
    spent_s = seen[1];
    wasted_s = seen[2];
    completed = seen[3];
    slowest_s = seen[4];
  }

  double timed_out, spent_s, wasted_s, completed, slowest_s;
};

}  // namespace

TEST_CASE("Time-out: work that is given up goes on as zombie work, to its end and its effect") {
  const Seen seen(too_slow("false"));
  CHECK(seen.timed_out == 10);
  CHECK(seen.slowest_s == Approx(0.05));
  CHECK(seen.spent_s == Approx(10 * 0.1));
  CHECK(seen.wasted_s == Approx(10 * 0.1));
  CHECK(seen.completed == 10);
  CHECK(Replications(too_slow("false"), 1).values("wasted_work") == std::vector<double>{1});
}

TEST_CASE("Time-out with cancel: each attempt costs the time-out, and nothing happens after it") {
  const Seen seen(too_slow("true"));
  CHECK(seen.timed_out == 10);
  CHECK(seen.slowest_s == Approx(0.05));
  CHECK(seen.spent_s == Approx(10 * 0.05));
  CHECK(seen.wasted_s == Approx(10 * 0.05));
  CHECK(seen.completed == 0);
}

TEST_CASE("A time-out that nothing reaches changes nothing and wastes nothing") {
  auto setup = too_slow("false");
  setup.transaction = R"("policies": [ { "kind": "timeout", "after": "101ms" } ])";
  const Seen seen(setup);
  CHECK(seen.timed_out == 0);
  CHECK(seen.slowest_s == Approx(0.1));
  CHECK(seen.wasted_s == 0);
}

TEST_CASE("Time-out of an exponential time: the share e^(-after / mean) is given up") {
  auto setup = too_slow("false");
  setup.length = "100s";
  setup.arrivals = poisson_at(300);
  setup.transaction = R"("policies": [ { "kind": "timeout", "after": "20ms" } ])";
  setup.services = R"("a": { "workers": 1000000 }, "b": { "workers": 1000000 })";
  setup.operations = R"("a.run": [ { "call": "b.run" } ],
    "b.run": [ { "work": { "kind": "exponential", "mean": "10ms" } }, { "effect": "done" } ])";
  const Replications runs(setup, 8);
  const double given_up = std::exp(-2);
  CHECK_THAT(runs["availability"], Agrees(1 - given_up, {0.005}));
  // Memoryless: what is given up at 20 ms goes on for another 10 ms in the mean.
  CHECK_THAT(runs["wasted_work"], Agrees(given_up * 30 / 10, {0.02}));
}

TEST_CASE("Zombies hold their worker: others wait, and give up, for what nobody will take") {
  auto setup = too_slow("false");
  setup.services = R"("a": {}, "b": { "workers": 1 })";
  setup.operations = R"("a.run": [ { "call": "b.run" } ],
    "b.run": [ { "work": "380ms" }, { "effect": "done" } ])";
  // The request at 1 s takes 5 * 0.38 = 1.9 s, the others 0.38 s each; half a second is the limit.
  setup.faults = R"({ "name": "slow", "kind": "slow", "target": "b", "factor": 5,
    "at": "500ms", "for": "1s" })";
  const auto policy = [](const std::string& cancel) {
    return R"("policies": [ { "kind": "timeout", "after": "500ms", "cancel": )" + cancel + " } ]";
  };
  // It goes on to 2.9 s; that of 2 s then runs to 3.28 s and that of 3 s to 3.66 s, both too late.
  setup.transaction = policy("false");
  const Seen zombies(setup);
  CHECK(zombies.timed_out == 3);
  CHECK(zombies.wasted_s == Approx(1.9 + 2 * 0.38));
  CHECK(zombies.spent_s == Approx(1.9 + 9 * 0.38));
  // It is stopped at 1.5 s, and that of 2 s finds the worker free.
  setup.transaction = policy("true");
  const Seen cancelled(setup);
  CHECK(cancelled.timed_out == 1);
  CHECK(cancelled.wasted_s == Approx(0.5));
  CHECK(cancelled.spent_s == Approx(0.5 + 9 * 0.38));
}
