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

TEST_CASE("duplicate: a share of the calls is done twice, and the second time is for nothing") {
  const Played seen(asked(fault("duplicate", R"("share": 0.3)")));
  const auto n = static_cast<double>(seen.requests.size());
  const auto copies = seen.attempts_at("b.run") - n;
  CHECK(seen.count(Outcome::succeeded) == n);
  CHECK(copies / n == Approx(0.3).margin(off(0.3, n)));
  // Each attempt works for 10 ms, and what the copies do is wasted.
  CHECK(seen.spent_s == Approx((n + copies) * 0.01));
  CHECK(seen.wasted_s == Approx(copies * 0.01));
}

TEST_CASE("duplicate: of a call that is done twice the effect happens twice, as of an event") {
  const auto duplicates =
      told(asked(fault("duplicate", R"("share": 1)")), [](const Ledger& ledger) {
        double sum = 0;
        for (const auto& one : ledger.transactions) sum += one.duplicates;
        return std::vector<double>{sum, static_cast<double>(ledger.transactions.size())};
      });
  CHECK(duplicates[0] == duplicates[1]);
}

TEST_CASE("corrupt: a call fails where its request or its response arrives damaged") {
  const auto damaged = [](const std::string& messages) {
    return Played(asked(fault("corrupt", R"("share": 0.2, "messages": ")" + messages + "\"")));
  };
  const auto both = damaged("both");
  const auto n = static_cast<double>(both.requests.size());
  CHECK(both.share(Outcome::failed) == Approx(1 - 0.8 * 0.8).margin(off(0.36, n)));
  // A damaged request costs no work; a damaged response costs all of it, for nothing.
  const auto requests = damaged("requests");
  CHECK(requests.share(Outcome::failed) == Approx(0.2).margin(off(0.2, n)));
  CHECK(requests.wasted_s == 0);
  const auto responses = damaged("responses");
  CHECK(responses.share(Outcome::failed) == Approx(0.2).margin(off(0.2, n)));
  CHECK(responses.spent_s == Approx(n * 0.01));
  CHECK(responses.wasted_s / responses.spent_s == Approx(responses.share(Outcome::failed)));
}

TEST_CASE("reorder: a call waits until the next one that is not struck has gone by") {
  const Played seen(asked(fault("reorder", R"("share": 0.5, "within": "10s")")));
  // One that is struck waits k tenths of a second until one is not: P(k) = 0.5^k.
  double waited = 0, longer = 0, struck = 0;
  for (const auto& one : seen.requests) {
    const auto late_s = one.took_s - 0.01;
    waited += late_s;
    struck += late_s > 0.05;
    longer += late_s > 0.15;
  }
  const auto n = static_cast<double>(seen.requests.size());
  CHECK(struck / n == Approx(0.5).margin(off(0.5, n)));
  CHECK(longer / struck == Approx(0.5).margin(off(0.5, struck)));
  CHECK(waited / n == Approx(0.5 * 0.1 * 2).epsilon(0.1));
}

TEST_CASE("reorder: nobody waits for longer than `within`") {
  const Played seen(asked(fault("reorder", R"("share": 1, "within": "30ms")")));
  for (const auto& one : seen.requests) CHECK(one.took_s == Approx(0.01 + 0.03).margin(1e-4));
}

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
