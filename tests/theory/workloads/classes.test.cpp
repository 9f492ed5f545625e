#include <algorithm>
#include <cmath>

#include "tests/theory/agrees.hpp"
#include "tests/theory/queues.hpp"
#include "tests/theory/replications.hpp"

/// Requests of several classes.
using namespace faultline;

namespace {

/// Requests at `rate` of the classes in `classes`, numbered in that order.
std::string mixed(double rate, const std::string& classes) {
  return R"({ "kind": "open", "arrivals": )" + poisson_at(rate) + R"(, "classes": { )" + classes +
         " } }";
}

Setup served_at_once(const std::string& classes) {
  return {.length = "500s",
          .workload = mixed(100, classes),
          .services = R"("a": { "workers": 1000000 })",
          .operations = R"("a.run": [ { "effect": "done" } ])"};
}

bool is_of(const TransactionRecord& transaction, std::uint32_t request_class) {
  return transaction.request_class == request_class;
}

/// Share of the requests that are of this class.
Estimate share(const Setup& setup, std::uint32_t request_class) {
  return replicated(setup, 10, [=](const Ledger& ledger) {
    const auto count = std::ranges::count_if(ledger.transactions, [&](const auto& transaction) {
      return is_of(transaction, request_class);
    });
    return static_cast<double>(count) / static_cast<double>(ledger.transactions.size());
  });
}

/// Mean response time of those of this class that arrived after 100 s.
Estimate response(const Setup& setup, std::uint32_t request_class) {
  return replicated(setup, 10, [=](const Ledger& ledger) {
    double sum = 0;
    double count = 0;
    for (const auto& transaction : ledger.transactions) {
      if (!is_of(transaction, request_class) || seconds(transaction.arrived) < 100) continue;
      sum += response_s(transaction);
      ++count;
    }
    return sum / count;
  });
}

/// One server of mean service time 10 ms, 30 urgent and 40 other requests a second.
Setup urgent_and_other(const std::string& queue) {
  return {.length = "3000s",
          .workload = mixed(70, R"("urgent": { "share": 3, "priority": 1 },
            "other": { "share": 4 })"),
          .services = R"("a": { "workers": 1, )" + queue + " }",
          .operations = R"("a.run": [ { "work": { "kind": "exponential", "mean": "10ms" } },
            { "effect": "done" } ])"};
}

/// A shop in which one class only looks.
Setup shop() {
  return {
      .length = "100s",
      .workload = mixed(100, R"("buy": { "share": 1 },
            "look": { "share": 3, "entry": "a.show", "effects": ["shown"] })"),
      .effects = R"("done", "shown")",
      .services = R"("a": { "workers": 1000000 })",
      .operations = R"("a.run": [ { "work": "20ms" }, { "effect": "done" }, { "effect": "shown" } ],
            "a.show": [ { "work": "5ms" }, { "effect": "shown" }, { "work": "5ms" } ])"};
}

}  // namespace

TEST_CASE("Classes: each has its share of the requests, in proportion") {
  const auto setup = served_at_once(R"("a": { "share": 1 }, "b": { "share": 3 }, "c": {
    "share": 0 }, "d": { "share": 4 })");
  CHECK_THAT(share(setup, 0), Agrees(1.0 / 8, {0.02}));
  CHECK_THAT(share(setup, 1), Agrees(3.0 / 8, {0.02}));
  CHECK(share(setup, 2).mean == 0);
  CHECK_THAT(share(setup, 3), Agrees(4.0 / 8, {0.02}));
}

TEST_CASE("Classes: a last one without a share gets none, and one alone gets all") {
  CHECK(share(served_at_once(R"("a": {}, "b": { "share": 0 })"), 0).mean == 1);
  CHECK(share(served_at_once(R"("a": { "share": 0.001 })"), 0).mean == 1);
}

TEST_CASE("Classes: with priorities each waits as Cobham's formula says") {
  // Nonpreemptive: W0 = rho E[S] for exponential service, W_urgent = W0 / (1 - rho_urgent),
  // W_other = W0 / ((1 - rho_urgent) (1 - rho)). Source: Cobham, Operations Research 2, 1954.
  const auto setup = urgent_and_other(R"("discipline": "priority")");
  const double waiting = 0.7 * 0.01;
  CHECK_THAT(response(setup, 0), Agrees(0.01 + waiting / (1 - 0.3), {0.02}));
  CHECK_THAT(response(setup, 1), Agrees(0.01 + waiting / ((1 - 0.3) * (1 - 0.7)), {0.05}));
}

TEST_CASE("Classes: a queue that does not ask for priorities treats all alike") {
  const auto setup = urgent_and_other(R"("discipline": "fifo")");
  const auto sojourn = mmc_sojourn(1, 70, 0.01);
  CHECK_THAT(response(setup, 0), Agrees(sojourn, {0.05}));
  CHECK_THAT(response(setup, 1), Agrees(sojourn, {0.05}));
}

TEST_CASE("Classes: each asks for its own operation and is complete by its own effects") {
  const auto setup = shop();
  const auto found = told(setup, [](const Ledger& ledger) {
    std::vector<double> off(3);
    for (const auto& transaction : ledger.transactions) {
      const auto looks = is_of(transaction, 1);
      const auto completed = seconds(transaction.completed - transaction.arrived);
      off[0] = std::max(off[0], std::abs(response_s(transaction) - (looks ? 0.010 : 0.020)));
      off[1] = std::max(off[1], std::abs(completed - (looks ? 0.005 : 0.020)));
      off[2] += transaction.duplicates;
    }
    return off;
  });
  CHECK(found == std::vector<double>{0, 0, 0});
}

TEST_CASE("Classes: a step can be for some of them only") {
  auto setup = served_at_once(R"("a": {}, "b": {}, "c": {})");
  setup.operations = R"("a.run": [ { "work": "1ms" }, { "work": "8ms", "classes": ["a", "c"] },
    { "effect": "done" } ])";
  CHECK(response(setup, 0).mean == Approx(0.009));
  CHECK(response(setup, 1).mean == Approx(0.001));
  CHECK(response(setup, 2).mean == Approx(0.009));
}

TEST_CASE("Classes: a request is of the same class in every design and under every load") {
  auto setup = served_at_once(R"("a": {}, "b": {})");
  setup.operations = "";
  setup.designs = R"("quick": { "a.run": [ { "effect": "done" } ] },
    "slow": { "a.run": [ { "work": "2s" }, { "effect": "done" } ] })";
  const auto classes = [](const Setup& of, const std::string& design) {
    return told(
        of,
        [](const Ledger& ledger) {
          std::vector<double> classes(10'000);
          for (const auto& transaction : ledger.transactions)
            if (transaction.id < 10'000) classes[transaction.id] = transaction.request_class;
          return classes;
        },
        0, design);
  };
  const auto quick = classes(setup, "quick");
  CHECK(std::ranges::count(quick, 1) > 4'000);
  CHECK(classes(setup, "slow") == quick);
  setup.workload = mixed(200, R"("a": {}, "b": {})");
  CHECK(classes(setup, "slow") == quick);
}
