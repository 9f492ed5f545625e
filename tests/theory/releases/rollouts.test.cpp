#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/theory/replications.hpp"

using namespace faultline;

namespace {

constexpr auto rename_amount =
    R"("order": { "owner": "a", "fields": ["id", "amount"],
         "changes": [ { "change": "rename", "field": "amount", "to": "total" } ] })";
constexpr auto expand_amount =
    R"("order": { "owner": "a", "fields": ["id", "amount"],
         "changes": [ { "change": "expand", "field": "amount", "to": "total" },
                      { "change": "contract", "field": "amount" } ] })";

/// a calls b, whose four instances read the order.
Setup shop(const std::string& contracts, const std::string& releases) {
  return {.length = "200s",
          .arrivals = R"({ "kind": "poisson", "rate": "100/s" })",
          .services = R"("a": { "workers": 100 }, "b": { "instances": 4, "balancer": "random" })",
          .operations = R"("a.run": [ { "call": "b.run", "contract": "order" } ],
                           "b.run": [ { "parse": "order" }, { "effect": "done" } ])",
          .contracts = contracts,
          .releases = releases};
}

std::string release(const std::string& of, int version, const std::string& at,
                    const std::string& rest = "") {
  return R"({ "name": ")" + of + std::to_string(version) + R"(", "services": [")" + of +
         R"("], "versions": { "order": )" + std::to_string(version) + R"( }, "at": ")" + at + "\"" +
         rest + " }";
}

/// Share of the requests that arrive in [from, to) and fail.
std::vector<double> failing(const Setup& setup, double from, double to) {
  std::vector<double> shares;
  for (std::uint64_t i = 0; i < 8; ++i)
    shares.push_back(told(
        setup,
        [=](const Ledger& ledger) {
          double all = 0, failed = 0;
          for (const auto& one : ledger.transactions) {
            const auto at = seconds(one.arrived - start_of_run);
            if (at < from || at >= to) continue;
            ++all;
            failed += !usable(one.outcome);
          }
          return std::vector<double>{failed / all};
        },
        i)[0]);
  return shares;
}

/// Within four standard errors, and not further off than that could be by chance of few requests.
bool agrees(const std::vector<double>& shares, double expected) {
  const auto estimate = faultline::estimate(shares);
  CAPTURE(estimate.mean, estimate.low, estimate.high, expected);
  return std::abs(estimate.mean - expected) <= std::max(estimate.high - estimate.low, 1e-12) &&
         estimate.high - estimate.low < 0.1;
}

double count(const Setup& setup, Incident what) {
  return told(setup, [=](const Ledger& ledger) {
    return std::vector<double>{
        static_cast<double>(std::ranges::count(ledger.incidents, what, &IncidentRecord::what))};
  })[0];
}

}  // namespace

/// While the k-th of n instances is away, k - 1 of the n - 1 that are there have the new version.
TEST_CASE("Rolling: the share of mixed pairs goes up in steps, which is the error rate") {
  const auto setup = shop(rename_amount, release("b", 2, "50s"));
  for (int k = 1; k <= 4; ++k)
    CHECK(agrees(failing(setup, 40 + 10 * k, 50 + 10 * k), (k - 1) / 3.0));
  CHECK(agrees(failing(setup, 0, 50), 0.0));
  CHECK(agrees(failing(setup, 90, 200), 1.0));
}

TEST_CASE("Rolling: with a surge nobody is away, and two move at a time") {
  const auto setup = shop(
      rename_amount, release("b", 2, "50s", R"(, "strategy": { "kind": "rolling", "unavailable": 0,
                                                     "surge": 2 })"));
  CHECK(agrees(failing(setup, 50, 60), 0.0));
  CHECK(agrees(failing(setup, 60, 70), 0.5));
  CHECK(agrees(failing(setup, 70, 200), 1.0));
}

TEST_CASE("Recreate: nobody answers while all instances start anew") {
  const auto setup = shop(expand_amount, release("b", 2, "50s", R"(, "strategy": "recreate",
                                                                   "start_up": "20s")"));
  CHECK(agrees(failing(setup, 50, 70), 1.0));
  CHECK(agrees(failing(setup, 70, 200), 0.0));
}

TEST_CASE("Blue and green: all change at one instant, and no request fails of it") {
  const auto setup = shop(expand_amount, release("b", 2, "50s", R"(, "strategy": "blue_green")"));
  CHECK(agrees(failing(setup, 0, 200), 0.0));
}

/// One of four instances fails all of its requests for as long as it is watched.
TEST_CASE("Canary: too many failures at the first instances roll the release back") {
  const auto setup = shop(rename_amount, release("b", 2, "50s", R"(, "start_up": "10s",
              "strategy": { "kind": "canary", "share": 0.25, "watch": "30s", "failures": 0.1 })"));
  CHECK(agrees(failing(setup, 60, 90), 0.25));
  CHECK(agrees(failing(setup, 110, 200), 0.0));
  CHECK(count(setup, Incident::release_failed) == 1);
}

TEST_CASE("Canary: where nothing fails the others follow") {
  const auto setup =
      shop(expand_amount,
           release("b", 2, "50s", R"(, "strategy": { "kind": "canary", "watch": "30s" })"));
  CHECK(agrees(failing(setup, 0, 200), 0.0));
  CHECK(count(setup, Incident::release_failed) == 0);
}

TEST_CASE("Expand and contract: three releases in the right order break nothing") {
  const std::string green = R"(, "strategy": "blue_green")";
  const auto setup = shop(
      expand_amount, release("b", 2, "10s", green) + "," + release("a", 2, "60s", green) + "," +
                         release("a", 3, "90s", green) + "," + release("b", 3, "120s", green));
  const auto without_a = shop(expand_amount, release("b", 3, "50s"));
  CHECK(agrees(failing(setup, 0, 200), 0.0));
  CHECK(agrees(failing(without_a, 90, 200), 1.0));
}

TEST_CASE("Lockstep: in a maintenance window nobody answers, and afterwards all agree") {
  const auto setup = shop(rename_amount,
                          R"({ "name": "both", "services": ["a", "b"], "versions": { "order": 2 },
                               "at": "50s", "together": "window", "start_up": "15s" })");
  CHECK(agrees(failing(setup, 50, 65), 1.0));
  CHECK(agrees(failing(setup, 66, 200), 0.0));
}

TEST_CASE("A registry that is asked for full compatibility refuses the owner's rename") {
  const std::string contracts =
      R"("order": { "owner": "a", "fields": ["id", "amount"], "compatibility": "full",
           "changes": [ { "change": "rename", "field": "amount", "to": "total" } ] })";
  const auto setup = shop(contracts, release("a", 2, "50s"));
  CHECK(agrees(failing(setup, 0, 200), 0.0));
  CHECK(count(setup, Incident::release_failed) == 1);
}

TEST_CASE("Contract tests that find everything stop a release that would break a reader") {
  const auto setup = shop(rename_amount, release("b", 2, "50s", R"(, "contract_tests": 1)"));
  CHECK(agrees(failing(setup, 0, 200), 0.0));
  CHECK(count(setup, Incident::release_failed) == 1);
  const auto harmless = shop(expand_amount, release("b", 2, "50s", R"(, "contract_tests": 1,
                                                        "strategy": "blue_green")"));
  CHECK(count(harmless, Incident::release_failed) == 0);
}

TEST_CASE("A changed meaning fails nothing, and each message that is misread is counted") {
  const std::string contracts =
      R"("order": { "owner": "a", "fields": ["id", "amount"],
           "changes": [ { "change": "change_meaning", "field": "amount" } ] })";
  auto setup = shop(contracts, release("a", 2, "100s", R"(, "strategy": "blue_green",
                                                           "start_up": "0s")"));
  setup.arrivals = R"({ "kind": "constant", "rate": "10/s" })";
  CHECK(agrees(failing(setup, 0, 200), 0.0));
  CHECK(count(setup, Incident::misread) == Approx(1000).margin(1));
}

/// The events of 50 s wait for a consumer that was down, and is back with the new version.
TEST_CASE("A reader that is released later still meets what lies in the log in the old format") {
  Setup setup{.length = "100s",
              .arrivals = R"({ "kind": "constant", "rate": "1/s" })",
              .services = R"("a": {}, "b": {})",
              .operations = R"("b.take": [ { "parse": "order" }, { "effect": "done" } ])",
              .designs = R"("only": { "topics": { "log": { "partitions": 1 } },
                              "a.run": [ { "publish": "log", "contract": "order" } ],
                              "subscriptions": { "b.take": { "topic": "log", "attempts": 1 } } })",
              .faults = R"({ "name": "b down", "kind": "crash", "target": "b", "at": "0s",
                             "for": "50s" })",
              .contracts = rename_amount,
              .releases = R"({ "name": "both", "services": ["a", "b"], "at": "40s",
                               "versions": { "order": 2 }, "strategy": "blue_green",
                               "together": "at_once", "start_up": "0s" })"};
  CHECK(count(setup, Incident::dead_lettered) == Approx(40).margin(1));
  auto lifted = setup;
  lifted.operations = R"("b.take": [ { "parse": "order", "reader": "upcasting" },
                                     { "effect": "done" } ])";
  CHECK(count(lifted, Incident::dead_lettered) == 0);
}

TEST_CASE("A migration locks its store, and an online one only for moments") {
  auto setup = shop(expand_amount, release("b", 2, "50s", R"(, "strategy": "blue_green",
                    "migration": { "store": "data", "lock": "20s" })"));
  setup.stores = R"("data": { "owner": "b", "time": "1ms" })";
  setup.transaction = R"("deadline": "3s", "policies": [ { "kind": "timeout", "after": "1s" } ])";
  setup.services = R"("a": { "workers": 10000 }, "b": { "instances": 4, "workers": 10000 })";
  setup.operations = R"("a.run": [ { "call": "b.run", "contract": "order" } ],
                        "b.run": [ { "parse": "order" }, { "query": "data", "write": true },
                                   { "effect": "done" } ])";
  CHECK(agrees(failing(setup, 50, 69), 1.0));
  setup.releases = release("b", 2, "50s", R"(, "strategy": "blue_green",
                    "migration": { "store": "data", "lock": "20s", "parts": 200,
                                   "pause": "200ms" })");
  CHECK(agrees(failing(setup, 0, 200), 0.0));
}

TEST_CASE("A contract that does not change, and a release that is refused, change no answer") {
  const auto plain = shop("", "");
  auto without = plain;
  without.operations = R"("a.run": [ { "call": "b.run" } ], "b.run": [ { "effect": "done" } ])";
  const auto answers = [](const Setup& setup) {
    return told(setup, [](const Ledger& ledger) {
      std::vector<double> at;
      for (const auto& one : ledger.transactions)
        at.push_back(seconds(one.answered - start_of_run));
      return at;
    });
  };
  CHECK(answers(shop(rename_amount, "")) == answers(without));
}

/// An instance that has nothing to finish is away for 5 s. Its partition waits for it where it is a
/// static member, and has another consumer at once where it leaves the group in order.
TEST_CASE("A consumer that stops for a release gives its partitions away, unless it is static") {
  const auto slowest_s = [](const std::string& membership) {
    const Setup setup{.length = "100s",
                      .arrivals = R"({ "kind": "constant", "rate": "20/s" })",
                      .keys_and_classes = R"("keys": { "count": 100 })",
                      .services = R"("a": {}, "b": { "instances": 2 })",
                      .operations = R"("b.take": [ { "work": "1ms" }, { "effect": "done" } ])",
                      .designs = R"("only": { "topics": { "log": { "partitions": 2 } },
                        "a.run": [ { "publish": "log" } ], "subscriptions": { "b.take":
                          { "topic": "log", "consumers": 2, "session": "30s",
                            "rebalance": "200ms", "membership": ")" +
                                 membership + R"(" } } })",
                      .releases = R"({ "name": "new", "services": ["b"], "at": "40s", "drain": "1s",
                         "start_up": "5s", "strategy": "rolling" })"};
    return told(setup, [](const Ledger& ledger) {
      double slowest = 0;
      for (const auto& one : ledger.transactions)
        slowest = std::max(slowest, seconds(one.completed - one.arrived));
      return std::vector<double>{slowest};
    })[0];
  };
  CHECK(slowest_s("static") == Approx(5).margin(0.1));
  CHECK(slowest_s("dynamic") < 1);
}
