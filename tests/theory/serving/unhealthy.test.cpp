#include <string>

#include "tests/theory/agrees.hpp"
#include "tests/theory/placed.hpp"

using namespace faultline;

namespace {

/// Requests each 5 ms for 100 ms of work, and instances with plenty of workers.
Setup pool(int count, const std::string& balancer, const std::string& more = "") {
  Setup setup{.length = "95s", .arrivals = R"({ "kind": "constant", "rate": "200/s" })"};
  setup.services = R"("a": { "workers": 100, "instances": )" + std::to_string(count) + ", " +
                   balancer + more + " }";
  setup.operations = R"("a.run": [ { "work": "100ms" }, { "effect": "done" } ])";
  return setup;
}

std::string errors(const std::string& when) {
  return R"({ "name": "bad", "kind": "errors", "rate": 1, "target": "a#0", )" + when + " }";
}

std::string crash(const std::string& target, const std::string& when) {
  return R"({ "name": "down", "kind": "crash", "target": ")" + target + R"(", )" + when + " }";
}

double answered(const Setup& setup, Outcome outcome) {
  return told(setup, [&](const Ledger& l) { return std::vector{l.count(outcome)}; })[0];
}

double failed(const Setup& setup) { return answered(setup, Outcome::failed); }

const std::string checks = R"(, "health": { "every": "1s", "unhealthy_after": 3,
  "healthy_after": 2 })";

}  // namespace

TEST_CASE(
    "Sinkhole: the instance that fails at once has the fewest in flight, and gets nearly all") {
  auto setup = pool(4, R"("balancer": "least_in_flight")");
  setup.length = "20005ms";
  setup.faults = errors(R"("at": "0s")");
  // 4000 requests. The other three hold one at a time, 100 ms each: at most 30 in a second.
  CHECK(failed(setup) >= 4000 - 3 * 200 - 3);
  CHECK(failed(setup) < 0.9 * 4000);
  setup.services = pool(4, R"("balancer": "round_robin")").services;
  CHECK(failed(setup) == 1000);
}

TEST_CASE("Outlier ejection stops a sinkhole: `after` failures, then n times `for` without it") {
  auto setup =
      pool(4, R"("balancer": "least_in_flight")", R"(, "ejection": { "after": 5, "for": "30s" })");
  setup.faults = errors(R"("at": "0s")");
  // Five fail, 30 s without, five more, 60 s without, from about 90 s on five more, 90 s without.
  setup.length = "29s";
  CHECK(failed(setup) == 5);
  setup.length = "89s";
  CHECK(failed(setup) == 5 + 5);
  setup.length = "95s";
  CHECK(failed(setup) == 5 + 5 + 5);
}

TEST_CASE("Outlier ejection leaves the share that may be out") {
  const auto of = [](const char* most) {
    auto setup = pool(4, R"("balancer": "round_robin")",
                      std::string(R"(, "ejection": { "after": 5, "at_most": )") + most + " }");
    setup.length = "20005ms";
    setup.faults = errors(R"("at": "0s")");
    return failed(setup);
  };
  CHECK(of("0.25") == 5);
  CHECK(of("0.24") == 1000);
}

TEST_CASE("Outlier ejection: failures in a row, a good answer begins anew") {
  auto setup = pool(2, R"("balancer": "round_robin")", R"(, "ejection": { "after": 5 })");
  setup.length = "20005ms";
  // Each 100 ms of a second that is not struck end in good answers.
  for (int i = 0; i < 10; ++i)
    setup.faults += std::string(i > 0 ? ", " : "") + R"({ "name": "bad )" + std::to_string(i) +
                    R"(", "kind": "errors", "rate": 1, "target": "a#0", "for": "38ms", "at": ")" +
                    std::to_string(i + 1) + R"(001ms" })";
  CHECK(failed(setup) == 10 * 4);  // at 10, 20, 30 ms past each second, or 5, 15, 25 and 35 ms
}

TEST_CASE("Outlier ejection sees callers that gave up, be the work cancelled or go on") {
  const bool cancel = GENERATE(true, false);
  auto setup =
      pool(2, R"("balancer": "round_robin")", R"(, "ejection": { "after": 3, "for": "1min" })");
  setup.length = "20s";
  setup.arrivals = R"({ "kind": "constant", "rate": "10/s" })";
  setup.operations = R"("a.run": [ { "work": "10ms" }, { "effect": "done" } ])";
  setup.transaction = R"("policies": [ { "kind": "timeout", "after": "100ms", "cancel": )" +
                      std::string(cancel ? "true" : "false") + " } ]";
  setup.faults = R"({ "name": "slow", "kind": "slow", "factor": 1000, "target": "a#0",
    "at": "0s" })";
  // Each second request waits in vain, from 0.1, 0.3 and 0.5 s on; the third is seen at 0.6 s.
  CHECK(answered(setup, Outcome::timed_out) == 3);
}

TEST_CASE(
    "Health checks: out after the third check that failed, back after the second that passed") {
  auto setup = pool(2, R"("balancer": "round_robin")", checks);
  setup.length = "30s";
  const auto at = [&](const std::string& begin, const std::string& end) {
    const auto lasts = std::stoi(end) - std::stoi(begin);
    setup.faults =
        crash("a#0", R"("at": ")" + begin + R"(ms", "for": ")" + std::to_string(lasts) + "ms\"");
    return failed(setup);
  };
  // Each second request, each 10 ms, until the check at 13 s: ten had been under way at the crash.
  CHECK(at("10002", "20502") == 10 + 300);  // 2.998 s
  CHECK(at("10502", "20502") == 10 + 250);
  CHECK(at("10992", "20502") == 10 + 201);  // 2.008 s
  CHECK(at("11002", "20502") == 10 + 300);  // the check at 11 s had passed
}

TEST_CASE("Health checks: who is back gets its requests after `healthy_after` checks") {
  auto setup = pool(2, R"("balancer": "round_robin")", checks);
  setup.length = "30s";
  setup.faults = crash("a#0", R"("at": "10002ms", "for": "10498ms")") + ", " +
                 R"({ "name": "late", "kind": "errors", "rate": 1, "target": "a#0", "at": "20600ms",
                      "for": "10ms" })";
  CHECK(failed(setup) == 10 + 300);  // nothing is sent there at 20.6 s
  auto marked = setup;
  marked.faults = crash("a#0", R"("at": "10002ms", "for": "10498ms")") + ", " +
                  R"({ "name": "late", "kind": "errors", "rate": 1, "target": "a#0",
                       "at": "22002ms", "for": "500ms" })";
  CHECK(failed(marked) == 10 + 300 + 50);  // checks passed at 21 and 22 s
}

TEST_CASE("Health checks find one that answers with errors, stands still or is far away") {
  auto setup = pool(4, R"("balancer": "least_in_flight")", checks);
  setup.length = "20005ms";
  setup.faults = errors(R"("at": "0s")");  // a sinkhole of three seconds
  CHECK(failed(setup) <= 600);
  CHECK(failed(setup) >= 600 - 3 * 30 - 3);
  const auto slow_at = [&](const char* extra) {
    auto far = pool(2, R"("balancer": "round_robin")", checks);
    far.length = "10005ms";
    far.faults = std::string(R"({ "name": "far", "kind": "latency", "target": "a#0", "extra": ")") +
                 extra + R"(", "at": "0s" })";
    return told(far, [](const Ledger& l) {
      double late = 0;
      for (const auto& transaction : l.transactions) late += response_s(transaction) > 0.15;
      return std::vector{late};
    })[0];
  };
  // There, 1 ms of work, and back, within the second that a check may take.
  CHECK(slow_at("499ms") == 1000);
  CHECK(slow_at("500ms") == 300);
}

TEST_CASE("Without health checks it is known at once who is down") {
  auto setup = pool(2, R"("balancer": "round_robin")");
  setup.length = "30s";
  setup.faults = crash("a#0", R"("at": "10002ms", "for": "1s")");
  CHECK(failed(setup) == 10);  // those under way
}

TEST_CASE("Where nobody is healthy all are tried: better one thought to be down than nobody") {
  auto setup = pool(2, R"("balancer": "round_robin")", checks);
  setup.length = "30s";
  setup.faults = crash("a", R"("at": "10002ms", "for": "10s")");
  CHECK(failed(setup) == 20 + 2000);  // served from 20.002 s on, though the checks come later
}

TEST_CASE("Slow start: a newcomer takes the share max(0.1, t / slow start) of what it would get") {
  auto setup = pool(2, R"("balancer": "random")", R"(, "slow_start": "10s")");
  setup.length = "30s";
  setup.faults = crash("a#1", R"("at": "0s", "for": "10s")");
  const auto places = placed(setup, 2);
  const auto share = [&](int from, int to) {  // of the seconds, 200 requests each
    const auto counts =
        shares(places, 2, static_cast<std::size_t>(from) * 200, static_cast<std::size_t>(to) * 200);
    return counts[1] / (200.0 * (to - from));
  };
  CHECK(share(10, 11) == Approx(0.5 * 0.1).margin(3 * 0.0154));  // sqrt(p (1 - p) / 200)
  CHECK(share(13, 15) == Approx(0.5 * 0.4).margin(3 * 0.02));    // of 400
  CHECK(share(17, 19) == Approx(0.5 * 0.8).margin(3 * 0.0245));
  CHECK(share(20, 30) == Approx(0.5).margin(3 * 0.0112));
  CHECK(share(0, 10) == 0);
}

TEST_CASE("Slow start holds with the fewest in flight, which would send a newcomer everything") {
  const bool slowly = GENERATE(true, false);
  auto setup =
      pool(2, R"("balancer": "least_in_flight")", slowly ? R"(, "slow_start": "10s")" : "");
  setup.length = "11s";
  setup.faults = crash("a#1", R"("at": "0s", "for": "10s")");
  const auto places = placed(setup, 2);
  const auto counts = shares(places, 2, 2000, 2010);  // #0 has 20 in flight, #1 none
  CHECK(counts[1] <= (slowly ? 4 : 10));
  CHECK(counts[1] >= (slowly ? 0 : 10));
  if (slowly) CHECK(shares(places, 2, 2000, 2200)[1] == Approx(20).margin(3 * 4.2));
}
