#include <cmath>
#include <string>

#include "tests/theory/agrees.hpp"
#include "tests/theory/replications.hpp"

using namespace faultline;

namespace {

/// Five requests from 10 ms on, 10 ms apart, for 100 ms of the one worker.
Setup five(const std::string& more) {
  Setup setup{.length = "55ms", .arrivals = R"({ "kind": "constant", "rate": "100/s" })"};
  setup.services = R"("a": { "workers": 1, )" + more + " }";
  setup.operations = R"("a.run": [ { "work": "100ms" }, { "effect": "done" } ])";
  return setup;
}

/// One worker, 1 ms a request in the mean.
Setup one_worker(double rho, const std::string& more) {
  Setup setup{.length = "150s", .warmup = "10s", .arrivals = poisson_at(rho * 1000)};
  setup.services = R"("a": { "workers": 1, )" + more + " }";
  setup.operations = R"("a.run": [ { "work": { "kind": "exponential", "mean": "1ms" } },
    { "effect": "done" } ])";
  return setup;
}

}  // namespace

TEST_CASE("Dropped as abandoned: a request whose caller has gone costs no service time") {
  const auto spent = [](const char* drop) {
    auto setup = five(std::string(R"("drop_abandoned": )") + drop);
    setup.transaction = R"("policies": [ { "kind": "timeout", "after": "150ms" } ])";
    return told(setup, [](const Ledger& l) {
      return std::vector{l.spent_s(), l.wasted_s(), l.count(Outcome::timed_out)};
    });
  };
  // The second is at work as its caller goes, at 170 ms; by 210 ms the callers of all have gone.
  CHECK(spent("true")[0] == Approx(0.2));
  CHECK(spent("true")[1] == Approx(0.1));
  CHECK(spent("false")[0] == Approx(0.5));
  CHECK(spent("false")[1] == Approx(0.4));
  CHECK(spent("true")[2] == 4);
  CHECK(spent("false")[2] == 4);
}

TEST_CASE("The longest wait: who waited longer is rejected when its turn comes") {
  // 90 ms the second waits, and is served; 180 ms the third as it is turned away at 210 ms.
  const auto times = told(five(R"("longest_wait": "100ms")"), [](const Ledger& l) {
    std::vector<double> seen{l.count(Outcome::rejected), 0, 0, 0, 0, 0};
    for (const auto& transaction : l.transactions)
      seen.at(transaction.id + 1) = response_s(transaction);
    return seen;
  });
  CHECK(times[0] == 3);
  CHECK(times[1] == Approx(0.1));
  CHECK(times[2] == Approx(0.19));
  CHECK(times[3] == Approx(0.18));
  CHECK(times[5] == Approx(0.16));
}

/// Source: Barrer, "Queuing with impatient customers and ordered service", Operations Research
/// 5(5), 1957: of M/M/1 with waits of at most T the share
/// rho (1 - rho) e / (1 - rho^2 e), e = exp(-mu (1 - rho) T), is lost.
TEST_CASE("M/M/1 with a longest wait: the share that is sent away is Barrer's") {
  const auto [rho, wait_ms] =
      GENERATE(table<double, int>({{0.8, 0}, {0.8, 2}, {0.9, 10}, {1.5, 3}}));
  INFO("load " << rho << ", at most " << wait_ms << " ms");
  const auto e = std::exp(-(1 - rho) * wait_ms);
  const auto lost = rho * (1 - rho) * e / (1 - rho * rho * e);
  const Replications runs(
      one_worker(rho, R"("longest_wait": ")" + std::to_string(wait_ms) + "ms\""), 12);
  CHECK_THAT(runs["availability"], Agrees(1 - lost, {0.01}));
  std::vector<double> shares;
  for (const auto available : runs.values("availability")) shares.push_back(1 - available);
  CHECK_THAT(estimate(shares), Agrees(lost, {0.04}));
}

/// Source: Maurer, "Fail at scale", ACM Queue 13(8), 2015: in overload the last first and
/// controlled delay keep answering some in time, where a queue in order answers all too late.
TEST_CASE(
    "Overload of one half: in order nobody is answered in time, otherwise the worker is used") {
  const auto goodput = [](const std::string& discipline) {
    auto setup = one_worker(1.5, discipline);
    setup.transaction = R"("deadline": "1s")";
    setup.length = "60s";
    return Replications(setup, 3)["goodput_per_s"].mean;
  };
  CHECK(goodput(R"("discipline": "fifo")") < 1);  // the wait grows by half a second a second
  CHECK(goodput(R"("discipline": "lifo")") > 0.98 * 1000);
  CHECK(goodput(R"("discipline": { "kind": "adaptive_lifo", "above": 100 })") > 0.98 * 1000);
  CHECK(goodput(R"("discipline": "codel", "queue": 1000)") > 0.98 * 1000);
}
