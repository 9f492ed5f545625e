#include <cmath>

#include "tests/theory/agrees.hpp"
#include "tests/theory/replications.hpp"

using namespace faultline;

namespace {

constexpr double service = 1e-3;
constexpr auto exponential_1ms = R"({ "kind": "exponential", "mean": "1ms" })";

/// A CPU of one core that all requests share, with this service law of 1 ms in the mean.
Setup shared_core(double rho, const std::string& work) {
  return {.length = "200s",
          .warmup = "20s",
          .arrivals = poisson_at(rho / service),
          .services = std::string(R"("a": { "cores": 1, "workers": )") + endless + " }",
          .operations = R"("a.run": [ { "work": )" + work + R"( }, { "effect": "done" } ])"};
}

/// Mean of the squares of the response times.
double response_second_moment(const Ledger& ledger) {
  double sum = 0;
  for (const auto& transaction : ledger.transactions)
    sum += response_s(transaction) * response_s(transaction);
  return sum / static_cast<double>(ledger.transactions.size());
}

/// Mean response time of each class of requests, of eight runs.
std::vector<Estimate> by_class(const Setup& setup, std::size_t classes) {
  std::vector<std::vector<double>> means(classes);
  for (std::uint64_t run = 0; run < 8; ++run) {
    const auto seen = told(
        setup,
        [&](const Ledger& ledger) {
          std::vector<double> sums(classes), counts(classes);
          for (const auto& transaction : ledger.transactions) {
            sums.at(transaction.request_class) += response_s(transaction);
            ++counts.at(transaction.request_class);
          }
          for (std::size_t i = 0; i < classes; ++i) sums[i] /= counts[i];
          return sums;
        },
        run);
    for (std::size_t i = 0; i < classes; ++i) means[i].push_back(seen.at(i));
  }
  std::vector<Estimate> estimates;
  for (const auto& values : means) estimates.push_back(estimate(values));
  return estimates;
}

}  // namespace

/// Source: Kleinrock, "Queueing Systems" vol. 2, section 4.4.
TEST_CASE("M/G/1-PS: the mean sojourn time is E[S] / (1 - rho), whatever the service law") {
  const auto* law = GENERATE(
      R"("1ms")", R"({ "kind": "exponential", "mean": "1ms" })",
      R"({ "kind": "lognormal", "median": "0.5ms", "p99": "7.736258ms" })",  // of mean 1 ms
      // 9 of 10 take 0.5 ms, the others 5.5 ms in the mean, exponential
      R"({ "kind": "mixture", "of": [ { "weight": 9, "time": "0.5ms" },
          { "weight": 1, "time": { "kind": "exponential", "mean": "5.5ms" } } ] })");
  INFO(law);
  const Replications runs(shared_core(0.7, law), 8);
  CHECK_THAT(runs["response_mean_s"], Agrees(service / (1 - 0.7), {0.04}));
}

/// Source: Coffman, Muntz, Trotter, "Waiting time distributions for processor-sharing systems",
/// JACM 17(1), 1970: Var(T) = (E[S] / (1 - rho))^2 (2 + rho) / (2 - rho) for M/M/1-PS.
TEST_CASE("M/M/1-PS: the variance of the sojourn time is that of Coffman, Muntz and Trotter") {
  const double rho = 0.6;
  const auto mean = service / (1 - rho);
  const auto variance = mean * mean * (2 + rho) / (2 - rho);
  auto setup = shared_core(rho, exponential_1ms);
  setup.length = "150s";
  CHECK_THAT(replicated(setup, 8, response_second_moment), Agrees(variance + mean * mean, {0.06}));
}

TEST_CASE("M/G/1-PS is fair: a job of x takes x / (1 - rho), be it short or long") {
  auto setup = shared_core(0.7, "");
  setup.keys_and_classes = R"("classes": { "short": { "share": 4 }, "long": { "share": 1 } })";
  setup.operations = R"("a.run": [ { "work": "0.5ms", "classes": ["short"] },
    { "work": "3ms", "classes": ["long"] }, { "effect": "done" } ])";  // 1 ms in the mean
  const auto mean = by_class(setup, 2);
  CHECK_THAT(mean[0], Agrees(0.5e-3 / (1 - 0.7), {0.03}));
  CHECK_THAT(mean[1], Agrees(3e-3 / (1 - 0.7), {0.03}));
}

TEST_CASE("c cores: up to c jobs at full speed, so that M/M/c-PS has the mean of M/M/c") {
  auto setup = shared_core(4 * 0.8, exponential_1ms);
  setup.services = std::string(R"("a": { "cores": 4, "workers": )") + endless + " }";
  setup.length = "100s";
  const auto shared = Replications(setup, 8)["response_mean_s"];
  // Erlang C of 4 servers at 3.2 erlang: B(4) = 0.2278..., C = 0.5964.
  double blocked = 1;
  for (int c = 1; c <= 4; ++c) blocked = 3.2 * blocked / (c + 3.2 * blocked);
  const auto waits = blocked / (1 - 0.8 * (1 - blocked));
  CHECK_THAT(shared, Agrees(service + waits * service / (4 - 3.2), {0.02}));
}

/// Source: Cobham, "Priority assignment in waiting line problems", Operations Research 2(1), 1954:
/// W(k) = R / ((1 - s(k - 1)) (1 - s(k))), R = sum of lambda E[S^2] / 2, s(k) the load of the k
/// highest classes.
TEST_CASE("M/G/1 with priorities: the wait of each class is that of Cobham") {
  const bool exponential = GENERATE(true, false);
  auto setup = shared_core(0.8, exponential ? exponential_1ms : R"("1ms")");
  setup.services = R"("a": { "workers": 1, "discipline": "priority" })";
  setup.keys_and_classes = R"("classes": { "batch": { "share": 5 },
    "gold": { "share": 1, "priority": 2 }, "silver": { "share": 2, "priority": 1 } })";
  setup.length = "300s";
  const double residual = 0.8 / service * (exponential ? 2 : 1) * service * service / 2;
  const double gold = 0.1, silver = 0.1 + 0.2, batch = 0.8;
  const auto mean = by_class(setup, 3);
  CHECK_THAT(mean[1], Agrees(service + residual / (1 - gold), {0.02}));
  CHECK_THAT(mean[2], Agrees(service + residual / ((1 - gold) * (1 - silver)), {0.02}));
  CHECK_THAT(mean[0], Agrees(service + residual / ((1 - silver) * (1 - batch)), {0.06}));
}

TEST_CASE("Whom a queue serves next does not change the mean of M/M/1") {
  const std::string discipline =
      GENERATE(as<std::string>{}, R"("discipline": "fifo")", R"("discipline": "lifo")",
               R"("discipline": "deadline_first")", R"("discipline": "priority")",
               R"("discipline": { "kind": "adaptive_lifo", "above": 2 })",
               R"("discipline": { "kind": "codel", "target": "1h", "interval": "1h" })");
  INFO(discipline);
  auto setup = shared_core(0.7, exponential_1ms);
  setup.services = R"("a": { "workers": 1, )" + discipline + " }";
  CHECK_THAT(Replications(setup, 6)["response_mean_s"], Agrees(service / (1 - 0.7), {0.04}));
}
