#include <cmath>
#include <string>

#include "tests/theory/agrees.hpp"
#include "tests/theory/placed.hpp"

using namespace faultline;

namespace {

constexpr double service = 10e-3;

/// `count` instances of one worker, 10 ms a request, loaded to `rho`.
Setup farm(int count, double rho, const std::string& balancer) {
  return {.length = "14s",
          .warmup = "4s",
          .arrivals = poisson_at(count * rho / service),
          .services = R"("a": { "workers": 1, "instances": )" + std::to_string(count) + ", " +
                      balancer + " }",
          .operations = R"("a.run": [ { "work": { "kind": "exponential", "mean": "10ms" } },
            { "effect": "done" } ])"};
}

std::string choices(int d) {
  return R"("balancer": { "kind": "power_of_choices", "choices": )" + std::to_string(d) + " }";
}

/// Mean sojourn time, in service times, of many servers with d choices: the sum over i >= 1 of
/// rho^((d^i - d) / (d - 1)). Source: Mitzenmacher, "The power of two choices in randomized load
/// balancing", IEEE TPDS 12(10), 2001, corollary 3.
double best_of(int d, double rho) {
  if (d == 1) return 1 / (1 - rho);
  double sum = 0;
  for (int i = 1; i < 30; ++i) sum += std::pow(rho, (std::pow(d, i) - d) / (d - 1));
  return sum;
}

/// 600 requests, 100 in a second, to `count` instances with plenty of workers.
Setup steady(int count, const std::string& balancer, const std::string& more = "") {
  Setup setup{.length = "6005ms", .arrivals = R"({ "kind": "constant", "rate": "100/s" })"};
  setup.services = R"("a": { "workers": 100, "instances": )" + std::to_string(count) + ", " +
                   balancer + more + " }";
  setup.operations = R"("a.run": [ { "work": "50ms" }, { "effect": "done" } ])";
  return setup;
}

}  // namespace

TEST_CASE("The best of d choices: the mean sojourn time at many servers is Mitzenmacher's") {
  const int count = 1000;
  const auto [d, rho, precision] = GENERATE(table<int, double, double>(
      {{1, 0.7, 0.01}, {2, 0.7, 0.01}, {2, 0.9, 0.01}, {3, 0.9, 0.01}, {5, 0.9, 0.01}}));
  INFO(d << " choices at a load of " << rho);
  const Replications runs(farm(count, rho, choices(d)), 4);
  // The law is that of infinitely many servers, from which n differ by O(1 / n).
  CHECK_THAT(runs["response_mean_s"], Agrees(service * best_of(d, rho), {precision, 2.0 / count}));
}

TEST_CASE("At random each instance is an M/M/1 of its own") {
  auto setup = farm(10, 0.7, R"("balancer": "random")");
  setup.length = "400s";
  CHECK_THAT(Replications(setup, 6)["response_mean_s"], Agrees(service / (1 - 0.7), {0.02}));
}

TEST_CASE("In turn each of 10 instances is an E10/M/1") {
  auto setup = farm(10, 0.9, R"("balancer": "round_robin")");
  setup.length = "400s";
  // 1 / (mu (1 - sigma)), sigma = (10 lambda / (10 lambda + mu (1 - sigma)))^10
  double sigma = 0.5;
  for (int i = 0; i < 500; ++i) sigma = std::pow(9 / (9 + 1 - sigma), 10);
  CHECK_THAT(Replications(setup, 6)["response_mean_s"], Agrees(service / (1 - sigma), {0.03}));
}

TEST_CASE("The fewest in flight: n servers are nearly one queue, and far from two in turn") {
  // Join the shortest queue lies between M/M/n and, much worse, n queues in turn.
  auto setup = farm(2, 0.8, R"("balancer": "least_in_flight")");
  setup.length = "600s";
  const auto shortest = Replications(setup, 6)["response_mean_s"];
  CHECK(shortest.low > service / (1 - 0.8 * 0.8));  // M/M/2: E[S] / (1 - rho^2)
  CHECK(shortest.high < 1.2 * service / (1 - 0.8 * 0.8));
}

TEST_CASE("Weighted: in every whole round each gets exactly its weight, spread evenly") {
  const auto places =
      placed(steady(4, R"("balancer": { "kind": "weighted", "weights": [ 3, 1, 0, 2 ] })"), 4);
  CHECK(shares(places, 4) == std::vector{300, 100, 0, 200});
  for (std::size_t round = 0; round < 600; round += 6)
    CHECK(shares(places, 4, round, round + 6) == std::vector{3, 1, 0, 2});
  // Smooth: 3 2 -> a d a b d a
  CHECK(std::vector(places.begin(), places.begin() + 6) ==
        std::vector<std::size_t>{0, 3, 0, 1, 3, 0});
}

TEST_CASE("In turn: exactly as many each, the lost one's share to the others") {
  auto setup = steady(3, R"("balancer": "round_robin")");
  CHECK(shares(placed(setup, 3), 3) == std::vector{200, 200, 200});
  setup.faults = R"({ "name": "down", "kind": "crash", "target": "a#2", "at": "3005ms" })";
  const auto places = placed(setup, 3);
  CHECK(shares(places, 3, 300) == std::vector{150, 150, 0});
}

TEST_CASE("The fewest in flight with nobody in flight: in turn") {
  auto setup = steady(4, R"("balancer": "least_in_flight")");
  setup.operations = R"("a.run": [ { "work": "1ms" }, { "effect": "done" } ])";
  setup.faults = R"({ "name": "slow", "kind": "slow", "factor": 2, "target": "a#0", "at": "0s" })";
  CHECK(shares(placed(setup, 4), 4) == std::vector{150, 150, 150, 150});
}
