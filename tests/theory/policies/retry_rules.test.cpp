#include <cmath>
#include <string>

#include "tests/theory/agrees.hpp"
#include "tests/theory/played.hpp"

using namespace faultline;

namespace {

Setup asked(const std::string& policies, const std::string& rate, const std::string& length) {
  Setup setup{.length = length, .arrivals = R"({ "kind": "constant", "rate": ")" + rate + "\" }"};
  setup.transaction = R"("policies": [ )" + policies + " ]";
  setup.operations = R"("a.run": [ { "effect": "done" } ])";
  return setup;
}

std::string failing(const std::string& target, const std::string& at, const std::string& span) {
  return R"({ "name": "f)" + at + R"(", "kind": "errors", "rate": 1, "target": ")" + target +
         R"(", "at": ")" + at + R"(", "for": ")" + span + "\" }";
}

}  // namespace

TEST_CASE("Retry: the instance that was tried is avoided where there is another") {
  const auto failed = [](const std::string& how) {
    auto setup =
        asked(R"({ "kind": "retry", "attempts": 2, "base": "0ms")" + how + " }", "100/s", "40s");
    setup.services = R"("a": { "instances": 2, "balancer": "random" })";
    setup.faults = failing("a#0", "0s", "1h");
    return Played(setup).share(Outcome::failed);
  };
  CHECK(failed(R"(, "avoid_tried": true)") == 0);
  // Both tries at random: 1/2 * 1/2.
  CHECK(std::abs(failed("") - 0.25) < 4 * std::sqrt(0.25 * 0.75 / 3999));
}

TEST_CASE("Retry: of three instances all are tried in three attempts") {
  auto setup = asked(R"({ "kind": "retry", "attempts": 3, "base": "0ms", "avoid_tried": true })",
                     "100/s", "10s");
  setup.services = R"("a": { "instances": 3, "balancer": "random" })";
  setup.faults = failing("a#0", "0s", "1h") + ", " + failing("a#1", "1ms", "1h");
  CHECK(Played(setup).share(Outcome::failed) == 0);
}

TEST_CASE(
    "Budget as gRPC has it: failures take tokens, and below half of them nothing is retried") {
  const auto attempts = [](const std::string& again_at, const std::string& length) {
    auto setup = asked(R"({ "kind": "retry", "attempts": 4, "base": "0ms",
      "budget": { "rule": "throttle", "capacity": 10, "credit": 0.1 } })",
                       "10/s", length);
    setup.faults = failing("a", "0s", "1050ms") + ", " + failing("a", again_at, "1h");
    return Played(setup).attempts_at("a.run");
  };
  // Of ten requests that fail the first makes four attempts, from 10 tokens down to 6; the second
  // leaves 5, which is not more than half, and so on down to none.
  CHECK(attempts("1040ms", "1050ms") == 4 + 9);
  // k successes bring k / 10 tokens. One failure later 5.0 are left of 60, and 5.1 of 61: then it
  // is tried again, once.
  CHECK(attempts("7050ms", "7150ms") == 4 + 9 + 60 + 1);
  CHECK(attempts("7150ms", "7250ms") == 4 + 9 + 61 + 2);
}

TEST_CASE("Budget as Envoy has it: retries under way are a share of calls under way, or so many") {
  const auto attempts = [](const std::string& budget) {
    // Ten requests within 0.1 s; each attempt takes 1 s and then fails.
    auto setup = asked(R"({ "kind": "retry", "attempts": 2, "base": "0ms",
      "budget": { "rule": "active_share", )" +
                           budget + " } }",
                       "100/s", "105ms");
    setup.services = R"("a": { "workers": 100 }, "b": {})";
    setup.operations = R"("b.run": [ { "effect": "done" } ],
      "a.run": [ { "work": "1s" }, { "call": "b.run" } ])";
    setup.faults = R"({ "name": "down", "kind": "crash", "target": "b", "at": "0s" })";
    return Played(setup).attempts_at("a.run");
  };
  CHECK(attempts(R"("share": 0.5, "at_least": 0)") == 10 + 5);
  CHECK(attempts(R"("share": 0.5, "at_least": 7)") == 10 + 7);
  CHECK(attempts(R"("share": 0.5)") == 10 + 5);  // more than the usual 3
  CHECK(attempts(R"("share": 0)") == 10 + 3);
  CHECK(attempts(R"("share": 0, "at_least": 0)") == 10);
  CHECK(attempts(R"("share": 1)") == 10 + 10);
}

TEST_CASE("A rejection by a rate limit may say when to come back, and a retry waits for that") {
  const auto took = [](const std::string& retry, const std::string& limit) {
    const Played played(asked(R"({ "kind": "retry", "attempts": 2, "jitter": "none", "base": )" +
                                  retry + R"( }, { "kind": "rate_limit", "rate": "1/s" )" + limit +
                                  " }",
                              "10/s", "250ms"));
    return played.in_short() + " " + std::to_string(std::lround(played.requests[1].took_s * 1000));
  };
  // One token at 0.1 s, the next at 1.1 s.
  CHECK(took(R"("1ms")", R"(, "retry_after": true)") == "2s 900");
  CHECK(took(R"("1ms")", "") == "1s 1r 1");
  CHECK(took(R"("1ms", "heed_retry_after": false)", R"(, "retry_after": true)") == "1s 1r 1");
  // A pause that is longer stays as long.
  CHECK(took(R"("2s")", R"(, "retry_after": true)") == "2s 2000");
}

TEST_CASE("A rejection by a full queue may say when to come back") {
  const auto took = [](const std::string& more) {
    auto setup = asked(R"({ "kind": "retry", "attempts": 2, "base": "1ms", "jitter": "none" })",
                       "20/s", "110ms");
    setup.services = R"("a": { "workers": 1, "queue": 0)" + more + " }";
    setup.operations = R"("a.run": [ { "work": "100ms" }, { "effect": "done" } ])";
    const Played played(setup);
    return played.in_short() + " " + std::to_string(std::lround(played.requests[1].took_s * 1000));
  };
  // The second asks at 0.1 s, while the first is worked on, and again 0.5 s later.
  CHECK(took(R"(, "retry_after": "500ms")") == "2s 600");
  CHECK(took("") == "1s 1r 1");
}
