#include <cmath>
#include <string>

#include "tests/theory/agrees.hpp"
#include "tests/theory/played.hpp"

using namespace faultline;

namespace {

/// "a" asks "b" `parts` times at once, and needs so many answers.
Setup fan_out(int parts, int need) {
  Setup setup{.length = "60s", .arrivals = poisson_at(400)};
  setup.services = R"("a": { "workers": 1000000 }, "b": { "workers": 1000000 })";
  std::string branches;
  for (int i = 0; i < parts; ++i)
    branches += (i == 0 ? "" : ", ") + std::string(R"({ "call": "b.run" })");
  setup.operations = R"("b.run": [ { "work": { "kind": "exponential", "mean": "10ms" } } ],
    "a.run": [ { "parallel": [ )" +
                     branches + R"( ], "need": )" + std::to_string(need) +
                     R"( }, { "effect": "done" } ])";
  return setup;
}

/// One request: "b" takes 10 ms, "c" 20 ms, "d" 30 ms, and "e" is down.
Played quorum(const std::string& parallel, const std::string& client = "") {
  auto setup = in_vain(one_request());
  setup.transaction = R"("policies": [ )" + client + " ]";
  setup.services = R"("a": {}, "b": {}, "c": {}, "d": {}, "e": {})";
  std::string unused;
  for (const std::string name : {"b", "c", "d", "e"})
    unused += R"({ "call": ")" + name + R"(.run", "probability": 0 }, )";
  setup.operations = R"("b.run": [ { "work": "10ms" } ], "c.run": [ { "work": "20ms" } ],
    "d.run": [ { "work": "30ms" } ], "e.run": [ { "work": "1ms" } ], "a.run": [ )" +
                     unused + parallel + R"(, { "effect": "done" } ])";
  setup.faults = R"({ "name": "down", "kind": "crash", "target": "e", "at": "0s" })";
  return Played(setup);
}

std::string call(const std::string& name, const std::string& policies = "") {
  return R"({ "call": ")" + name + R"(.run", "policies": [ )" + policies + " ] }";
}

}  // namespace

TEST_CASE("Fan-out that needs k of n exponential parts takes 1/(n-k+1) + ... + 1/n of one") {
  const int n = 5;
  const int k = GENERATE(1, 3, 4, 5);
  double sum = 0;
  for (int i = n - k + 1; i <= n; ++i) sum += 1.0 / i;
  INFO(k << " of " << n);
  CHECK_THAT(Replications(fan_out(n, k), 8)["response_mean_s"], Agrees(sum * 10e-3, {0.01}));
}

TEST_CASE("Fan-out that needs k of n parts succeeds unless more than n - k fail") {
  const int n = 4;
  const int k = GENERATE(1, 2, 3, 4);
  const double fail = 0.2;
  double succeed = 0;
  double ways = 1;  // n over j
  for (int j = n; j >= k; ways = ways * j / (n - j + 1), --j)
    succeed += ways * std::pow(1 - fail, j) * std::pow(fail, n - j);
  auto setup = fan_out(n, k);
  setup.faults = R"({ "name": "errors", "kind": "errors", "target": "b", "rate": 0.2,
    "at": "0s" })";
  INFO(k << " of " << n);
  CHECK_THAT(Replications(setup, 8)["availability"], Agrees(succeed, {0.005}));
}

TEST_CASE("It goes on at the k-th answer, and the others work on for nobody") {
  const auto played = quorum(R"({ "parallel": [ )" + call("d") + ", " + call("b") + ", " +
                             call("c") + R"( ], "need": 2 })");
  CHECK(played.in_short() == "1s");
  CHECK(played.requests[0].took_s == Approx(0.020));
  CHECK(played.spent_s == Approx(0.010 + 0.020 + 0.030));
  CHECK(played.wasted_s == Approx(0.030));
}

TEST_CASE("It fails as soon as so many have failed that k cannot come, with the first that did") {
  const std::string hasty = R"({ "kind": "timeout", "after": "5ms" })";
  const auto late = quorum(R"({ "parallel": [ )" + call("d") + ", " + call("c", hasty) + ", " +
                           call("e") + R"( ], "need": 2 })");
  CHECK(late.in_short() == "1t");  // in the order of the file, of those that did fail
  CHECK(late.requests[0].took_s == Approx(0.005));
  const auto enough = quorum(R"({ "parallel": [ )" + call("d") + ", " + call("c", hasty) + ", " +
                             call("e") + R"( ], "need": 1 })");
  CHECK(enough.in_short() == "1s");
  CHECK(enough.requests[0].took_s == Approx(0.030));
}

TEST_CASE("Degraded answers are enough, and make the answer degraded where they were needed") {
  const std::string fallback = R"({ "kind": "fallback", "to": "value" })";
  const auto needed = [&](const std::string& count) {
    return quorum(R"({ "parallel": [ )" + call("b") + ", " + call("e", fallback) +
                  R"( ], "need": )" + count + " }");
  };
  CHECK(needed("2").in_short() == "1d");
  CHECK(
      quorum(R"({ "parallel": [ )" + call("e", fallback) + ", " + call("b") + " ] }").in_short() ==
      "1d");
}

TEST_CASE("Work of parts that had ended is not lost from the books when the whole is given up") {
  const auto played = quorum(R"({ "parallel": [ )" + call("b") + ", " + call("d") + " ] }",
                             R"({ "kind": "timeout", "after": "25ms", "cancel": true })");
  CHECK(played.in_short() == "1t");
  CHECK(played.spent_s == Approx(0.010 + 0.025));
  CHECK(played.wasted_s == Approx(0.010 + 0.025));
}
