#include <cmath>

#include "tests/theory/agrees.hpp"
#include "tests/theory/queues.hpp"
#include "tests/theory/replications.hpp"

using namespace faultline;

namespace {

/// One worker, one millisecond a request: load is the arrival rate in 1/ms.
Setup one_worker(double lambda, const std::string& work, const std::string& discipline = "fifo") {
  return {.length = "200s",
          .warmup = "20s",
          .arrivals = poisson_at(lambda),
          .services = R"("a": { "workers": 1, "discipline": ")" + discipline + "\" }",
          .operations = R"("a.run": [ { "work": )" + work + R"( }, { "effect": "done" } ])"};
}

constexpr auto exponential_1ms = R"({ "kind": "exponential", "mean": "1ms" })";
constexpr double mu = 1000;

/// Mean of the squares of the response times.
double response_second_moment(const Ledger& ledger) {
  double sum = 0;
  for (const auto& transaction : ledger.transactions)
    sum += response_s(transaction) * response_s(transaction);
  return sum / static_cast<double>(ledger.transactions.size());
}

/// A law of the service time, its mean and its second moment in seconds.
struct Law {
  const char* json;
  double mean;
  double second_moment;
};

/// E[X] and E[X^2] of a lognormal law of median m: m exp(k^2 sigma^2 / 2) each to the k-th.
Law lognormal_1ms_4ms() {
  const double sigma = std::log(4.0) / 2.3263478740408408;  // the normal law's 0.99 quantile
  return {R"({ "kind": "lognormal", "median": "1ms", "p99": "4ms" })",
          1e-3 * std::exp(sigma * sigma / 2), 1e-6 * std::exp(2 * sigma * sigma)};
}

}  // namespace

TEST_CASE("M/M/1: the sojourn time is exponential of rate mu - lambda") {
  const auto [rho, precision] = GENERATE(table<double, double>({{0.5, 0.01}, {0.8, 0.02}}));
  const Replications runs(one_worker(rho * mu, exponential_1ms), 20);
  const double rate = mu - rho * mu;
  CHECK_THAT(runs["response_mean_s"], Agrees(1 / rate, {precision}));
  CHECK_THAT(runs["response_p50_s"], Agrees(std::log(2) / rate, {precision, histogram_resolution}));
  CHECK_THAT(runs["response_p99_s"],
             Agrees(std::log(100) / rate, {3 * precision, histogram_resolution}));
  CHECK_THAT(runs["throughput_per_s"], Agrees(rho * mu, {0.01}));
}

TEST_CASE("M/M/1 at a load of 95 %: 20 service times in the mean", "[slow]") {
  auto setup = one_worker(0.95 * mu, exponential_1ms);
  setup.length = "500s";
  const Replications runs(setup, 10);
  CHECK_THAT(runs["response_mean_s"], Agrees(20e-3, {0.08}));
  CHECK_THAT(runs["response_p99_s"], Agrees(20e-3 * std::log(100), {0.15}));
}

TEST_CASE("M/G/1: the mean wait is that of Pollaczek and Khinchine, for every kind of law") {
  const auto law = GENERATE(
      Law{R"("1ms")", 1e-3, 1e-6},  // a constant
      Law{R"({ "kind": "constant", "value": "1ms" })", 1e-3, 1e-6},
      Law{R"({ "kind": "uniform", "min": "0ms", "max": "2ms" })", 1e-3, 4e-6 / 3},
      Law{R"({ "kind": "exponential", "mean": "1ms" })", 1e-3, 2e-6},
      Law{R"({ "kind": "erlang", "mean": "1ms", "stages": 4 })", 1e-3, (1 + 1.0 / 4) * 1e-6},
      lognormal_1ms_4ms(),
      // E[X] = m s / (s - 1), E[X^2] = m^2 s / (s - 2)
      Law{R"({ "kind": "pareto", "min": "0.8ms", "shape": 5 })", 1e-3, 0.64e-6 * 5 / 3},
      // 9 of 10 take 0.5 ms, the others 5.5 ms in the mean, exponential
      Law{R"({ "kind": "mixture", "of": [ { "weight": 9, "time": "0.5ms" },
          { "weight": 1, "time": { "kind": "exponential", "mean": "5.5ms" } } ] })",
          1e-3, 0.9 * 0.25e-6 + 0.1 * 2 * 30.25e-6},
      Law{R"({ "kind": "empirical", "values": [ "0.5ms", "0.5ms", "0.5ms", "2.5ms" ] })", 1e-3,
          (3 * 0.25e-6 + 6.25e-6) / 4});
  INFO(law.json);
  const double lambda = 0.6 / law.mean;
  auto setup = one_worker(lambda, law.json);
  setup.length = "300s";
  const Replications runs(setup, 8);
  const auto closed_form = mg1_sojourn(lambda, law.mean, law.second_moment);
  CHECK_THAT(runs["response_mean_s"], Agrees(closed_form, {0.04}));
}

TEST_CASE("Last come, first served: the same mean, and a second moment of 1 / (1 - rho)") {
  const double rho = 0.6;
  const double wait = rho / (mu - rho * mu);                 // E[W] = rho / (mu - lambda)
  const double fifo = 2 * rho / std::pow(mu - rho * mu, 2);  // E[W^2] of FIFO
  const double lifo = fifo / (1 - rho);                      // of LIFO
  const auto square = [&](double waits) {                    // of W + S, which are independent
    return waits + 2 * wait / mu + 2 / (mu * mu);
  };
  auto first = one_worker(rho * mu, exponential_1ms, "fifo");
  auto last = one_worker(rho * mu, exponential_1ms, "lifo");
  first.length = last.length = "100s";
  CHECK_THAT(Replications(first, 10)["response_mean_s"], Agrees(wait + 1 / mu, {0.02}));
  CHECK_THAT(Replications(last, 10)["response_mean_s"], Agrees(wait + 1 / mu, {0.02}));
  CHECK_THAT(replicated(first, 10, response_second_moment), Agrees(square(fifo), {0.06}));
  CHECK_THAT(replicated(last, 10, response_second_moment), Agrees(square(lifo), {0.12}));
}

TEST_CASE("Little: the mean queue is the arrival rate times the mean wait") {
  Setup setup = one_worker(8, R"({ "kind": "exponential", "mean": "100ms" })");
  setup.length = "3600s";
  setup.warmup = "0s";
  std::vector<double> queue;
  std::vector<double> rate_times_wait;
  for (std::uint64_t i = 0; i < 10; ++i) {
    const auto both = told(
        setup,
        [](const Ledger& ledger) {
          double waiting = 0;
          for (const auto& level : ledger.levels)
            if (level.sampled <= Time{std::chrono::hours(1)})
              waiting += static_cast<double>(level.waiting) / 3600;
          double waits = -ledger.spent_s();
          for (const auto& transaction : ledger.transactions) waits += response_s(transaction);
          return std::vector{waiting, waits / 3600};  // lambda W = sum of the waits / length
        },
        i);
    queue.push_back(both[0]);
    rate_times_wait.push_back(both[1]);
  }
  const auto off = paired_difference(queue, rate_times_wait);
  CHECK(off.low < 0);
  CHECK(off.high > 0);
  CHECK_THAT(estimate(queue), Agrees(0.8 * 0.8 / (1 - 0.8), {0.2}));  // rho^2 / (1 - rho)
  CHECK(off.high - off.low < 0.2 * estimate(queue).mean);
}
