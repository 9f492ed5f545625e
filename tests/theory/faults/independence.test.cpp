#include <catch2/catch.hpp>
#include <cmath>

#include "tests/theory/replications.hpp"

using namespace faultline;

namespace {

/// What a does in each of 20,000 requests, of which 95 % intervals of shares are within 0.006.
double answered(const std::string& steps, const std::string& fault, const std::string& b = "") {
  const Setup setup{.length = "200s",
                    .arrivals = poisson_at(100),
                    .services = R"("a": { "workers": 1000 }, "b": { "workers": 1000)" + b + " }",
                    .stores = R"("data": { "owner": "b", "time": "1ms" })",
                    .operations = R"("b.x": [ { "work": "1ms" } ], "b.y": [ { "work": "1ms" } ],
                       "b.z": [ { "query": "data" } ],
                       "a.run": [ )" +
                                  steps + R"(, { "call": "b.z", "optional": true },
                       { "call": "b.x", "optional": true }, { "call": "b.y", "optional": true },
                       { "effect": "done" } ])",
                    .faults = R"({ "name": "bad", "at": "0s", "for": "200s", )" + fault + " }"};
  return told(setup, [](const Ledger& ledger) {
    double usable_answers = 0;
    for (const auto& one : ledger.transactions) usable_answers += usable(one.outcome);
    return std::vector<double>{usable_answers / static_cast<double>(ledger.transactions.size())};
  })[0];
}

constexpr auto tenth = R"("kind": "errors", "target": "b", "rate": 0.1)";

}  // namespace

TEST_CASE("Errors strike each call by itself, whether of one operation or of two") {
  CHECK(answered(R"({ "call": "b.x" })", tenth) == Approx(0.9).margin(0.01));
  CHECK(answered(R"({ "call": "b.x" }, { "call": "b.y" })", tenth) == Approx(0.81).margin(0.01));
  CHECK(answered(R"({ "call": "b.x" }, { "call": "b.x" })", tenth) == Approx(0.81).margin(0.01));
}

TEST_CASE("Errors of a store strike each query by itself") {
  constexpr auto of_store = R"("kind": "errors", "target": "data", "rate": 0.1)";
  CHECK(answered(R"({ "query": "data" })", of_store) == Approx(0.9).margin(0.01));
  CHECK(answered(R"({ "query": "data" }, { "query": "data" })", of_store) ==
        Approx(0.81).margin(0.01));
}

TEST_CASE("A random balancer chooses for each call by itself") {
  constexpr auto one_of_four = R"("kind": "errors", "target": "b#0", "rate": 1)";
  constexpr auto four = R"(, "instances": 4, "balancer": "random")";
  CHECK(answered(R"({ "call": "b.x" })", one_of_four, four) == Approx(0.75).margin(0.012));
  CHECK(answered(R"({ "call": "b.x" }, { "call": "b.y" })", one_of_four, four) ==
        Approx(0.5625).margin(0.012));
}
