#include <cmath>
#include <string>

#include "tests/theory/agrees.hpp"
#include "tests/theory/queues.hpp"
#include "tests/theory/replications.hpp"

using namespace faultline;

namespace {

constexpr double service = 10e-3;
constexpr auto exponential_10ms = R"({ "kind": "exponential", "mean": "10ms" })";

/// A station of `workers` with 10 ms a request, and this load on each of them.
Setup station(int workers, double load, const std::string& more = "",
              const std::string& work = exponential_10ms) {
  return {.length = "300s",
          .warmup = "20s",
          .arrivals = poisson_at(workers * load / service),
          .services = R"("a": { "workers": )" + std::to_string(workers) + more + " }",
          .operations = R"("a.run": [ { "work": )" + work + R"( }, { "effect": "done" } ])"};
}

}  // namespace

TEST_CASE("M/M/c: the mean sojourn time is that of Erlang C") {
  const auto [workers, load, precision] = GENERATE(table<int, double, double>({{2, 0.5, 0.01},
                                                                               {2, 0.8, 0.02},
                                                                               {2, 0.9, 0.06},
                                                                               {10, 0.5, 0.01},
                                                                               {10, 0.8, 0.01},
                                                                               {10, 0.9, 0.03}}));
  INFO(workers << " workers at a load of " << load);
  auto setup = station(workers, load);
  if (workers == 2) setup.length = "1500s";
  const Replications runs(setup, workers == 2 ? 10 : 6);
  CHECK_THAT(runs["response_mean_s"],
             Agrees(mmc_sojourn(workers, workers * load / service, service), {precision}));
}

TEST_CASE("Instances have queues of their own: two M/M/1 wait longer than one M/M/2") {
  auto setup = station(1, 0.8, R"(, "instances": 2)");
  setup.arrivals = poisson_at(2 * 0.8 / service);
  setup.length = "1500s";
  const auto in_turn = Replications(setup, 10)["response_mean_s"];
  // In turn each gets every second arrival of a Poisson process: Erlang-2 gaps. E2/M/1 has the
  // sojourn time 1 / (mu (1 - sigma)), sigma = (2 lambda / (2 lambda + mu (1 - sigma)))^2.
  double sigma = 0.5;
  for (int i = 0; i < 200; ++i) sigma = std::pow(1.6 / (1.6 + 1 - sigma), 2);
  CHECK_THAT(in_turn, Agrees(service / (1 - sigma), {0.02}));
  CHECK(in_turn.low > 1.2 * mmc_sojourn(2, 160, service));
}

TEST_CASE("M/G/c/c: Erlang B tells the share that is rejected, whatever the service law") {
  const int workers = GENERATE(2, 5, 10);
  const bool constant = GENERATE(false, true);
  const std::string law = constant ? R"("10ms")" : exponential_10ms;
  INFO(workers << " workers, " << law);
  auto setup = station(workers, 0.8, R"(, "queue": 0)", law);
  setup.length = "200s";
  const Replications runs(setup, 8);
  const auto blocked = erlang_b(workers, 0.8 * workers);
  CHECK_THAT(runs["availability"], Agrees(1 - blocked, {0.01}));
  CHECK_THAT(runs["response_mean_s"], Agrees(service, {0.01}));  // nobody waits
}

TEST_CASE("What a full queue turns away is rejected, not failed") {
  const auto seen = told(station(5, 0.8, R"(, "queue": 0)"), [](const Ledger& ledger) {
    return std::vector{ledger.count(Outcome::rejected), ledger.count(Outcome::failed)};
  });
  CHECK(seen[0] > 0);
  CHECK(seen[1] == 0);
}

TEST_CASE("M/M/1/K: one worker and four places to wait") {
  const double rho = 0.9;
  const int most = 1 + 4;
  const auto probability = [&](int n) {  // of n in the system: (1 - rho) rho^n / (1 - rho^(K + 1))
    return (1 - rho) * std::pow(rho, n) / (1 - std::pow(rho, most + 1));
  };
  double number = 0;
  for (int n = 0; n <= most; ++n) number += n * probability(n);
  const double accepted = rho / service * (1 - probability(most));
  auto setup = station(1, rho, R"(, "queue": 4)");
  setup.length = "600s";
  const Replications runs(setup, 10);
  CHECK_THAT(runs["availability"], Agrees(1 - probability(most), {0.01}));
  CHECK_THAT(runs["response_mean_s"], Agrees(number / accepted, {0.01}));  // Little: W = L / lambda
}

TEST_CASE("A store is a station: M/M/c of its connections") {
  auto setup = station(1, 0.8);
  setup.arrivals = poisson_at(3 * 0.8 / service);
  setup.length = "800s";
  setup.services = R"("a": { "workers": 1000000 })";
  setup.stores = R"("rows": { "owner": "a", "connections": 3, "time": "1h" })";
  setup.operations = R"("a.run": [ { "query": "rows", "time": { "kind": "exponential",
    "mean": "10ms" } }, { "effect": "done" } ])";
  CHECK_THAT(Replications(setup, 8)["response_mean_s"],
             Agrees(mmc_sojourn(3, 240, service), {0.02}));
  setup.stores = R"("rows": { "owner": "a", "connections": 3,
    "time": { "kind": "exponential", "mean": "10ms" } })";
  setup.operations = R"("a.run": [ { "query": "rows" }, { "effect": "done" } ])";
  CHECK_THAT(Replications(setup, 8)["response_mean_s"],
             Agrees(mmc_sojourn(3, 240, service), {0.02}));
}
