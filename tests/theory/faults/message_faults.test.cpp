#include <catch2/catch.hpp>

#include "tests/theory/played.hpp"

using namespace faultline;

namespace {

/// "a" asks b each tenth of a second, on hosts of their own; b works for 10 ms and has an effect.
Setup asked(const std::string& fault, const std::string& more_of_call = "") {
  auto setup = each_100ms({}, "1000s", fault);
  setup.platform = R"("zones": { "rack": { "latency": "0ms", "hosts": ["client", "a", "b"] } })";
  setup.services = R"("a": { "workers": 500 }, "b": { "workers": 500 })";
  setup.operations = R"("a.run": [ { "call": "b.run")" + more_of_call + R"( } ],
    "b.run": [ { "work": "10ms" }, { "effect": "done" } ])";
  return setup;
}

std::string fault(const std::string& kind, const std::string& more) {
  return R"({ "name": "f", "target": "b", "at": "0s", "kind": ")" + kind + "\", " + more + " }";
}

double off(double p, double n) { return 4 * std::sqrt(p * (1 - p) / n); }

}  // namespace

TEST_CASE("latency and loss: `direction` says which calls of the target are late") {
  const auto took = [](const std::string& target, const std::string& direction) {
    auto setup = asked(R"({ "name": "f", "kind": "latency", "extra": "20ms", "at": "0s",
      "target": ")" + target +
                       R"(", "direction": ")" + direction + "\" }");
    setup.length = "1050ms";
    return Played(setup).requests.front().took_s;
  };
  // Client to a, a to b: two messages each, of 20 ms more where they are struck, and 10 ms of work.
  CHECK(took("a", "in") == Approx(0.01 + 0.04).margin(1e-4));
  CHECK(took("a", "out") == Approx(0.01 + 0.04).margin(1e-4));
  CHECK(took("a", "both") == Approx(0.01 + 0.08).margin(1e-4));
  CHECK(took("b", "in") == Approx(0.01 + 0.04).margin(1e-4));
  CHECK(took("b", "both") == Approx(0.01 + 0.04).margin(1e-4));
}

TEST_CASE("errors by status: those that a client may retry are retried, others are not") {
  const auto failed = [](const std::string& statuses, const std::string& retry = "") {
    auto setup = asked(
        fault("errors", R"("statuses": { )" + statuses + " }"),
        R"(, "policies": [ { "kind": "retry", "attempts": 2, "base": "1ms")" + retry + " } ]");
    return Played(setup);
  };
  const auto n = 9999.0;
  CHECK(failed(R"("503": 0.2)").share(Outcome::failed) == Approx(0.04).margin(off(0.04, n)));
  CHECK(failed(R"("400": 0.2)").share(Outcome::failed) == Approx(0.2).margin(off(0.2, n)));
  // Of both together 0.3 fail: 0.1 for good, and 0.2 at the first attempt, of which at the second
  // one 0.3 fail again.
  const auto both = failed(R"("503": 0.2, "404": 0.1)").share(Outcome::failed);
  CHECK(both == Approx(0.1 + 0.2 * 0.3).margin(off(0.16, n)));
  CHECK(failed(R"("429": 0.5)").share(Outcome::rejected) == Approx(0.25).margin(off(0.25, n)));
  CHECK(failed(R"("503": 0.2)", R"(, "statuses": [500])").share(Outcome::failed) ==
        Approx(0.2).margin(off(0.2, n)));
}
