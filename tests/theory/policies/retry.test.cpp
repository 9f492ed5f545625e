#include <cmath>
#include <string>

#include "tests/theory/agrees.hpp"
#include "tests/theory/played.hpp"

using namespace faultline;

namespace {

/// The client asks "a" through these policies; "a" fails a share of the attempts.
Setup errors_at_a(const std::string& policies, const std::string& rate) {
  return {.length = "100s",
          .arrivals = poisson_at(200),
          .transaction = R"("policies": [ )" + policies + " ]",
          .operations = R"("a.run": [ { "effect": "done" } ])",
          .faults = R"({ "name": "errors", "kind": "errors", "target": "a", "at": "0s", "rate": )" +
                    rate + " }"};
}

/// From the first attempt to giving up, where every one of four fails at once.
double pauses_s(const std::string& how) {
  const auto policy = R"({ "kind": "retry", "attempts": 4, "base": "100ms", )" + how + " }";
  const auto mean = replicated(errors_at_a(policy, "1"), 1, [](const Ledger& ledger) {
    double sum = 0;
    for (const auto& transaction : ledger.transactions) sum += response_s(transaction);
    return sum / static_cast<double>(ledger.transactions.size());
  });
  return mean.mean;
}

}  // namespace

TEST_CASE("Retry: k attempts at an error rate p succeed with 1 - p^k, after (1 - p^k) / (1 - p)") {
  const double p = 0.3;
  const int k = GENERATE(1, 2, 4);
  const auto policy =
      R"({ "kind": "retry", "attempts": )" + std::to_string(k) + R"(, "base": "1ms" })";
  const Replications runs(errors_at_a(policy, "0.3"), 8);
  const double succeed = 1 - std::pow(p, k);
  INFO(k << " attempts");
  CHECK_THAT(runs["availability"], Agrees(succeed, {0.01}));
  CHECK_THAT(runs["amplification"], Agrees(succeed / (1 - p), {0.005}));
}

TEST_CASE("Nested retries multiply: three levels of three make 27 attempts at the bottom") {
  const std::string retry = R"("policies": [ { "kind": "retry", "attempts": 3, "base": "1ms" } ])";
  auto setup = one_request();
  setup.transaction = retry;
  setup.services = R"("a": {}, "b": {}, "c": {})";
  setup.operations = R"("a.run": [ { "call": "b.run", )" + retry + R"( } ],
    "b.run": [ { "call": "c.run", )" +
                     retry + R"( } ], "c.run": [ { "effect": "done" } ])";
  setup.faults = R"({ "name": "down", "kind": "crash", "target": "c", "at": "0s" })";
  const auto attempts = told(setup, [](const Ledger& ledger) {
    std::vector<double> attempts(3);
    for (const auto& attempt : ledger.attempts) ++attempts[attempt.operation];
    return attempts;
  });
  CHECK(attempts == std::vector<double>{3, 9, 27});
  const Replications runs(setup, 1);
  CHECK(runs.values("amplification") == std::vector<double>{27});
  CHECK(runs.values("availability") == std::vector<double>{0});
}

TEST_CASE("Backoff without jitter: fixed pauses, or growing or doubling ones up to the limit") {
  CHECK(pauses_s(R"("backoff": "fixed", "jitter": "none")") == Approx(0.1 + 0.1 + 0.1));
  CHECK(pauses_s(R"("backoff": "exponential", "jitter": "none")") == Approx(0.1 + 0.2 + 0.4));
  CHECK(pauses_s(R"("limit": "300ms", "jitter": "none")") == Approx(0.1 + 0.2 + 0.3));
  CHECK(pauses_s(R"("backoff": "linear", "jitter": "none")") == Approx(0.1 + 0.2 + 0.3));
  CHECK(pauses_s(R"("backoff": "linear", "limit": "150ms", "jitter": "none")") ==
        Approx(0.1 + 0.15 + 0.15));
}

TEST_CASE("Jitter: full takes half of the pauses in the mean, equal three quarters") {
  CHECK(pauses_s(R"("jitter": "full")") == Approx(0.7 / 2).epsilon(0.01));
  CHECK(pauses_s(R"("jitter": "equal")") == Approx(0.7 * 3 / 4).epsilon(0.01));
  // Decorrelated, U uniform: d' = base + U (3 d - base), in the mean (base + 3 d) / 2, from d =
  // base
  const double first = (0.1 + 3 * 0.1) / 2;
  const double second = (0.1 + 3 * first) / 2;
  const double third = (0.1 + 3 * second) / 2;
  CHECK(pauses_s(R"("jitter": "decorrelated")") == Approx(first + second + third).epsilon(0.01));
}

TEST_CASE("A retry draws anew: a second attempt fails no more often than a first one") {
  const auto failed = told(
      errors_at_a(R"({ "kind": "retry", "attempts": 2, "base": "1ms" })", "0.5"),
      [](const Ledger& ledger) {
        std::vector<double> failed(4);  // first ones, failed first ones, second ones, failed ones
        for (const auto& attempt : ledger.attempts) {
          const std::size_t at = attempt.first ? 0 : 2;
          ++failed[at];
          failed[at + 1] += attempt.outcome == Outcome::failed;
        }
        return failed;
      });
  CHECK(failed[2] == failed[1]);
  const auto share = [&](int from) { return failed[from + 1] / failed[from]; };
  CHECK(std::abs(share(0) - 0.5) < 4 * 0.5 / std::sqrt(failed[0]));
  CHECK(std::abs(share(2) - 0.5) < 4 * 0.5 / std::sqrt(failed[2]));
}

TEST_CASE("Retry budget by call: when all fails, c tokens a call allow 1 + c attempts for each") {
  const Played played(errors_at_a(R"({ "kind": "retry", "attempts": 100, "base": "0ms",
    "budget": { "credit": 0.2, "capacity": 10 } })",
                                  "1"));
  const auto calls = static_cast<int>(played.requests.size());
  CHECK(calls > 19000);
  // The first call finds 10 tokens, and no room for its own; the others bring a fifth of one each.
  CHECK(played.attempts_at("a.run") == calls + 10 + (calls - 1) / 5);
}

TEST_CASE("Retry budget by success: when all fails, retrying stops once the capacity is used up") {
  const Played played(errors_at_a(R"({ "kind": "retry", "attempts": 3, "base": "0ms",
    "budget": { "per": "success", "capacity": 25 } })",
                                  "1"));
  CHECK(played.attempts_at("a.run") == static_cast<int>(played.requests.size()) + 25);
}

TEST_CASE("Retry budget by success: c tokens each allow c s / (1 - c s) retries a call") {
  auto setup = errors_at_a(R"({ "kind": "retry", "attempts": 2, "base": "1ms",
    "budget": { "credit": 0.1, "per": "success" } })",
                           "0.5");
  setup.warmup = "5s";  // by which the tokens that were there at first are used up
  // r retries a call: (1 + r) attempts of which s = 1/2 succeed, r = c s (1 + r).
  const double r = 0.1 * 0.5 / (1 - 0.1 * 0.5);
  CHECK_THAT(Replications(setup, 8)["amplification"], Agrees(1 + r, {0.002}));
}

TEST_CASE("A budget belongs to the instance that asks") {
  auto setup = a_request_each_second("100500ms");
  setup.services = R"("a": { "instances": 4 }, "b": {})";
  setup.operations = R"("b.run": [ { "effect": "done" } ], "a.run": [ { "call": "b.run",
    "policies": [ { "kind": "retry", "attempts": 2, "base": "0ms",
      "budget": { "credit": 0, "capacity": 3 } } ] } ])";
  setup.faults = R"({ "name": "down", "kind": "crash", "target": "b", "at": "0s" })";
  CHECK(Played(setup).attempts_at("b.run") == 100 + 4 * 3);
}

TEST_CASE("Retry: after other outcomes than those of \"on\" it does not ask again") {
  const auto played = [](const std::string& on) {
    auto setup = a_request_each_second("1500ms");
    setup.transaction = R"("policies": [ { "kind": "retry", "attempts": 4, "backoff": "fixed",
      "base": "100ms", "jitter": "none", "on": [ )" +
                        on + R"( ] },
      { "kind": "breaker", "consecutive": 1 } ])";
    setup.operations = R"("a.run": [ { "effect": "done" } ])";
    setup.faults = R"({ "name": "down", "kind": "crash", "target": "a", "at": "0s" })";
    return Played(setup);
  };
  const auto took = [&](const std::string& on) { return played(on).requests[0].took_s; };
  // The first try fails and opens the breaker, which rejects the others.
  CHECK(took(R"("failed", "rejected", "timed_out")") == Approx(0.3));
  CHECK(took(R"("failed")") == Approx(0.1));
  CHECK(played(R"("failed")").in_short() == "1r");
  CHECK(took(R"("rejected", "timed_out")") == 0);
  CHECK(played(R"("rejected", "timed_out")").in_short() == "1f");
}
