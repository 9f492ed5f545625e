#include <string>
#include <vector>

#include "tests/theory/agrees.hpp"
#include "tests/theory/arrivals/course.hpp"

using namespace faultline;

namespace {

/// Arrivals in each second of a run of 1000 s.
std::vector<double> counts(const Ledger& ledger) {
  std::vector<double> counts(1000);
  for (const auto& transaction : ledger.transactions)
    ++counts[static_cast<std::size_t>(seconds(transaction.arrived - start_of_run))];
  return counts;
}

/// Variance of the counts a second, in relation to their mean.
double dispersion(const Ledger& ledger) {
  const auto each = counts(ledger);
  double sum = 0;
  double squares = 0;
  for (const double count : each) {
    sum += count;
    squares += count * count;
  }
  const double mean = sum / 1000;
  return (squares / 1000 - mean * mean) / mean;
}

}  // namespace

TEST_CASE("Poisson arrivals: the variance of a count is its mean") {
  const auto setup = arriving(poisson_at(50), "1000s");
  CHECK_THAT(replicated(setup, 10, dispersion), Agrees(1, {0.05}));
  CHECK_THAT(Replications(setup, 10)["requests"], Agrees(50'000, {0.01}));
}

TEST_CASE("Constant arrivals: at equal distances, the first after one of them") {
  const auto setup = arriving(R"({ "kind": "constant", "rate": "50/s" })", "10s");
  const auto at = told(setup, [](const Ledger& ledger) {
    std::vector<double> at;
    for (const auto& transaction : ledger.transactions)
      at.push_back(seconds(transaction.arrived - start_of_run));
    return at;
  });
  REQUIRE(at.size() == 499);  // at 0.02 s, 0.04 s, ... 9.98 s
  for (std::size_t i = 0; i < at.size(); ++i)
    CHECK(at[i] == Approx(0.02 * static_cast<double>(i + 1)));
}

TEST_CASE("Piecewise arrivals: each piece has its rate, and a rate of zero is silence") {
  const auto setup =
      arriving(R"({ "kind": "piecewise", "pieces": [ { "from": "10s", "rate": "100/s" },
    { "from": "40s", "rate": "0/s" }, { "from": "60s", "rate": "300/s" } ] })",
               "100s");
  CHECK(arrivals_of(setup, 0, 10).mean == 0);
  CHECK_THAT(arrivals_of(setup, 10, 40), Agrees(30 * 100, {0.02}));
  CHECK(arrivals_of(setup, 40, 60).mean == 0);
  CHECK_THAT(arrivals_of(setup, 60, 100), Agrees(40 * 300, {0.01}));
}
