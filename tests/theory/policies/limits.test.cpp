#include <cmath>
#include <string>

#include "tests/theory/agrees.hpp"
#include "tests/theory/played.hpp"
#include "tests/theory/queues.hpp"

using namespace faultline;

namespace {

/// Exponential work of 8 ms behind a policy, with workers enough for all.
Setup behind(const std::string& policy, double rate) {
  Setup setup{.length = "100s", .warmup = "5s", .arrivals = poisson_at(rate)};
  setup.transaction = R"("policies": [ )" + policy + " ]";
  setup.services = R"("a": { "workers": 1000000 })";
  setup.operations = R"("a.run": [ { "work": { "kind": "exponential", "mean": "8ms" } },
    { "effect": "done" } ])";
  return setup;
}

/// M/M/c/K, K of whom c are served: p(n) = p(0) a^n / n! up to c, then each a / c of the one
/// before. Those who find p(K) are turned away; by Little's law the others stay
/// L / (lambda (1 - p(K))).
struct Mmck {
  Mmck(int c, int k, double lambda, double service) {
    double probability = 1;
    double sum = 1;
    double customers = 0;
    for (int n = 1; n <= k; ++n) {
      probability *= lambda * service / std::min(n, c);
      sum += probability;
      customers += n * probability;
    }
    blocked = probability / sum;
    sojourn = customers / sum / (lambda * (1 - blocked));
  }
  double blocked;
  double sojourn;
};

/// One request a second for 10 ms of work, through a pool of connections; what each took in ms.
std::vector<double> took_ms(const std::string& policies, const std::string& faults = "") {
  auto setup = a_request_each_second("6500ms");
  setup.transaction = R"("policies": [ )" + policies + " ]";
  setup.operations = R"("a.run": [ { "work": "10ms" }, { "effect": "done" } ])";
  setup.faults = faults;
  std::vector<double> took;
  for (const auto& request : Played(setup).requests)
    took.push_back(std::round(request.took_s * 1e6) / 1e3);
  return took;
}

using Times = std::vector<double>;

}  // namespace

TEST_CASE("Bulkhead without a queue is Erlang's loss system: B(c, a) is rejected") {
  const int slots = GENERATE(1, 3, 8);
  const Replications runs(
      behind(R"({ "kind": "bulkhead", "slots": )" + std::to_string(slots) + " }", 400), 8);
  INFO(slots << " slots, 3.2 erlang");
  CHECK_THAT(runs["availability"], Agrees(1 - erlang_b(slots, 400 * 8e-3), {0.01}));
  CHECK_THAT(runs["response_mean_s"], Agrees(8e-3, {0.01}));
}

TEST_CASE("Bulkhead with a queue is M/M/c/K") {
  const Replications runs(behind(R"({ "kind": "bulkhead", "slots": 3, "queue": 4 })", 400), 8);
  const Mmck station(3, 3 + 4, 400, 8e-3);
  CHECK_THAT(runs["availability"], Agrees(1 - station.blocked, {0.005}));
  CHECK_THAT(runs["response_mean_s"], Agrees(station.sojourn, {0.01}));
}

TEST_CASE("Bulkhead: who has waited for the longest time is rejected then") {
  auto setup = a_request_each_second("4500ms");
  setup.transaction = R"("policies": [ { "kind": "bulkhead", "slots": 1, "queue": 9,
    "longest_wait": "300ms" } ])";
  setup.operations = R"("a.run": [ { "work": "1200ms" }, { "effect": "done" } ])";
  // At 1 s 1.2 s; at 2 s 0.2 s of waiting and 1.2 s; at 3 s 0.3 s in vain; at 4 s 1.2 s.
  const Played played(setup);
  CHECK(played.in_short() == "2s 1r 1s");
  CHECK(played.requests[1].took_s == Approx(0.2 + 1.2));
  CHECK(played.requests[2].took_s == Approx(0.3));
  CHECK(played.requests[3].took_s == Approx(1.2));
}

TEST_CASE("Bulkhead: each instance that asks has its own slots") {
  auto setup = in_vain(a_request_each_second("20500ms"));
  setup.services = R"("a": { "instances": 3 }, "b": {})";
  setup.operations = R"("b.run": [ { "work": "30s" } ], "a.run": [ { "effect": "done" },
    { "call": "b.run", "policies": [ { "kind": "bulkhead", "slots": 2 } ] } ])";
  CHECK(Played(setup).attempts_at("b.run") == 3 * 2);
}

TEST_CASE("Pool: calls wait for a connection as in M/M/c") {
  const Replications runs(behind(R"({ "kind": "pool", "connections": 10 })", 800), 8);
  CHECK_THAT(runs["response_mean_s"], Agrees(mmc_sojourn(10, 800, 8e-3), {0.02}));
  CHECK(runs.values("availability") == std::vector<double>(8, 1));
}

TEST_CASE("Pool with a limited queue is M/M/c/K") {
  const Replications runs(behind(R"({ "kind": "pool", "connections": 3, "queue": 4 })", 400), 8);
  CHECK_THAT(runs["availability"], Agrees(1 - Mmck(3, 7, 400, 8e-3).blocked, {0.005}));
}

TEST_CASE("Pool: opening a connection takes its time, using an open one does not") {
  const auto pool = [](const std::string& idle) {
    return R"({ "kind": "pool", "connections": 5, "connect": "50ms")" + idle + " }";
  };
  CHECK(took_ms(pool("")) == Times{60, 10, 10, 10, 10, 10});
  CHECK(took_ms(pool(R"(, "idle": "1s")")) == Times{60, 10, 10, 10, 10, 10});
  CHECK(took_ms(pool(R"(, "idle": "900ms")")) == Times{60, 60, 60, 60, 60, 60});
}

TEST_CASE("Pool: a connection is closed where its answer did not come, and stays after an error") {
  const std::string pool = R"({ "kind": "pool", "connections": 5, "connect": "50ms" })";
  const std::string timeout = R"({ "kind": "timeout", "after": "70ms" })";
  const std::string slow = R"({ "name": "slow", "kind": "slow", "target": "a", "factor": 100,
    "at": "2900ms", "for": "200ms" })";
  CHECK(took_ms(pool + ", " + timeout, slow) == Times{60, 10, 70, 60, 10, 10});
  CHECK(took_ms(timeout + ", " + pool, slow) == Times{60, 10, 70, 60, 10, 10});
  CHECK(took_ms(pool,
                R"({ "name": "errors", "kind": "errors", "rate": 1, "target": "a", "at": "2900ms",
    "for": "200ms" })") == Times{60, 10, 0, 10, 10, 10});
  // What a process holds goes with it: the first call after a crash opens a new one.
  CHECK(took_ms(pool, R"({ "name": "down", "kind": "crash", "target": "a", "at": "2900ms",
    "for": "200ms" })") == Times{60, 10, 0, 60, 10, 10});
}

TEST_CASE("Pool: of the idle connections the one used last is used next") {
  // The request of 1 s takes 1.5 s, so that the one of 2 s opens a second connection. At 3 s that
  // has been idle for 0.94 s, the first one for 0.45 s; at 4 s it is idle for 0.99 s, too long.
  const auto took = took_ms(R"({ "kind": "pool", "connections": 2, "connect": "50ms",
    "idle": "900ms" })",
                            R"({ "name": "slow", "kind": "slow", "target": "a", "factor": 150,
    "at": "900ms", "for": "200ms" })");
  CHECK(took == Times{50 + 1500, 60, 10, 60, 60, 60});
}

TEST_CASE("Pool: a call gives up waiting after its longest time") {
  auto setup = a_request_each_second("4500ms");
  setup.transaction = R"("policies": [ { "kind": "pool", "connections": 1, "wait": "300ms" } ])";
  setup.operations = R"("a.run": [ { "work": "1200ms" }, { "effect": "done" } ])";
  const Played played(setup);
  CHECK(played.in_short() == "2s 1r 1s");
  CHECK(played.requests[2].took_s == Approx(0.3));
}
