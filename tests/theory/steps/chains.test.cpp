#include <cmath>
#include <string>

#include "tests/theory/agrees.hpp"
#include "tests/theory/queues.hpp"
#include "tests/theory/replications.hpp"

using namespace faultline;

namespace {

constexpr auto exponential_8ms = R"({ "work": { "kind": "exponential", "mean": "8ms" } })";

/// Five stations with 8 ms each, asked one after the other by "a", which holds nobody up.
Setup tandem_of_five() {
  Setup setup{.length = "120s", .warmup = "10s", .arrivals = poisson_at(800)};
  setup.services = R"("a": { "workers": 1000000 })";
  std::string calls;
  for (const std::string name : {"b", "c", "d", "e", "f"}) {
    setup.services += ", \"" + name + R"(": { "workers": 10 })";
    setup.operations += "\"" + name + R"(.run": [ )" + exponential_8ms + " ], ";
    calls += R"({ "call": ")" + name + R"(.run" }, )";
  }
  setup.operations += R"("a.run": [ )" + calls + R"({ "effect": "done" } ])";
  return setup;
}

/// Five services with 8 ms each, of which each keeps a worker until the next one answers.
Setup blocking_chain_of_five(const std::string& workers) {
  Setup setup{.length = "120s", .warmup = "10s", .arrivals = poisson_at(800), .services = ""};
  const std::string names = "abcde";
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto comma = i == 0 ? "" : ", ";
    const auto last = i + 1 == names.size();
    const auto next = last ? std::string(R"({ "effect": "done" })")
                           : R"({ "call": ")" + std::string(1, names[i + 1]) + R"(.run" })";
    setup.services +=
        comma + ("\"" + std::string(1, names[i])) + R"(": { "workers": )" + workers + " }";
    setup.operations += comma + ("\"" + std::string(1, names[i])) + R"(.run": [ )" +
                        exponential_8ms + ", " + next + " ]";
  }
  return setup;
}

}  // namespace

TEST_CASE("A tandem of five M/M/10: by Burke's theorem five times one of them, 41.578 ms") {
  const auto closed_form = 5 * mmc_sojourn(10, 800, 8e-3);
  CHECK(closed_form == Approx(41.578e-3).epsilon(1e-4));
  CHECK_THAT(Replications(tandem_of_five(), 8)["response_mean_s"], Agrees(closed_form, {0.01}));
}

TEST_CASE("A blocking chain without queues: the sum of the service times, Erlang of 5 stages") {
  const Replications runs(blocking_chain_of_five(endless), 6);
  CHECK_THAT(runs["response_mean_s"], Agrees(40e-3, {0.005}));
  // P(X > t) = e^-x (1 + x + x^2/2 + x^3/6 + x^4/24) = 0.01 at x = t / 8 ms = 11.6046
  CHECK_THAT(runs["response_p99_s"], Agrees(11.6046 * 8e-3, {0.01, histogram_resolution}));
}

TEST_CASE(
    "A blocking chain of 40 workers each: 40.4 ms, for callers hold workers while they wait") {
  const auto mean = Replications(blocking_chain_of_five("40"), 8)["response_mean_s"];
  // The first station is M/G/40 with 32 erlang and a squared coefficient of variation of 1/5. Lee
  // and Longton: its wait is (1 + 1/5) / 2 of that of M/M/40. The others see at most 25.6 erlang.
  const auto wait = (1 + 0.2) / 2 * (mmc_sojourn(40, 800, 40e-3) - 40e-3);
  CHECK_THAT(mean, Agrees(40e-3 + wait, {0.005}));
  CHECK(mean.low > 40.1e-3);
}

TEST_CASE("Serial availability: with an error rate e at each of n services, (1 - e)^n") {
  auto setup = blocking_chain_of_five(endless);
  for (const std::string name : {"a", "b", "c", "d", "e"})
    setup.faults += (name == "a" ? "" : ", ") +
                    (R"({ "name": "errors of )" + name + R"(", "kind": "errors", "target": ")" +
                     name + R"(", "at": "0s", "rate": 0.04 })");
  const Replications runs(setup, 8);
  CHECK_THAT(runs["availability"], Agrees(std::pow(1 - 0.04, 5), {0.003}));
  CHECK_THAT(runs["completion"], Agrees(std::pow(1 - 0.04, 5), {0.003}));
}

TEST_CASE("Fan-out: the slowest of n exponential parts takes H(n) = 1 + 1/2 + ... + 1/n of one") {
  const int n = GENERATE(1, 2, 5, 10);
  Setup setup{.length = "60s", .arrivals = poisson_at(500)};
  setup.services = R"("a": { "workers": 1000000 }, "b": { "workers": 1000000 })";
  std::string branches;
  double harmonic = 0;
  for (int i = 1; i <= n; ++i) {
    branches += (i == 1 ? "" : ", ") + std::string(R"({ "call": "b.run" })");
    harmonic += 1.0 / i;
  }
  setup.operations = R"("b.run": [ { "work": { "kind": "exponential", "mean": "10ms" } } ],
    "a.run": [ { "parallel": [ )" +
                     branches + R"( ] }, { "effect": "done" } ])";
  INFO(n << " parts");
  CHECK_THAT(Replications(setup, 8)["response_mean_s"], Agrees(harmonic * 10e-3, {0.01}));
}
