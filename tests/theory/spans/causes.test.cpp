#include <catch2/catch.hpp>

#include "tests/theory/spans/reasons.hpp"

using namespace faultline;

namespace {

constexpr auto timeout_1s = R"("policies": [ { "kind": "timeout", "after": "1s" } ])";

/// a calls b, b calls c, c calls d, which works for 20 ms in one of four workers.
Setup chain_of_four(const std::string& faults) {
  return {
      .length = "60s",
      .arrivals = poisson_at(100),
      .transaction = R"("deadline": "1s", "policies": [ { "kind": "timeout", "after": "1s" } ])",
      .services = R"("a": { "workers": 8, "queue": 16 }, "b": { "workers": 8, "queue": 16 },
                         "c": { "workers": 8, "queue": 16 }, "d": { "workers": 4, "queue": 16 })",
      .operations = R"("a.run": [ { "call": "b.run" } ], "b.run": [ { "call": "c.run" } ],
                           "c.run": [ { "call": "d.run" } ],
                           "d.run": [ { "work": "20ms" }, { "effect": "done" } ])",
      .faults = faults};
}

}  // namespace

TEST_CASE("Causes: while the leaf of a chain is down, each failure's root is its crash") {
  const auto setup = chain_of_four(
      R"({ "name": "d down", "kind": "crash", "target": "d", "at": "20s", "for": "10s" })");
  const Reasons run(setup);
  REQUIRE(run.chains.size() > 800);
  CHECK(run.share(RootKind::fault, 0) == 1);
  CHECK(run.mostly() == "a failed <- b failed <- c failed <- d was down (fault \"d down\")");
  const auto proof = proof_of(setup, 0, 3);
  CHECK(proof.agreement.mean == 1);
  CHECK(proof.failed_without.mean == 0);
}

TEST_CASE("Causes: exhausted workers are followed up four hops to the slow leaf") {
  const auto setup = chain_of_four(
      R"({ "name": "d slow", "kind": "slow", "target": "d", "factor": 20, "at": "20s",
           "for": "20s" })");
  const Reasons run(setup);
  REQUIRE(run.chains.size() > 500);
  CHECK(run.share_of_fault(0) > 0.99);
  CHECK(run.mostly() ==
        "the queue of a was full <- it waited for b <- it waited for c <- it waited for d <- d was "
        "busy working (fault \"d slow\")");
  CHECK(proof_of(setup, 0, 3).agreement.mean > 0.99);
}

TEST_CASE("Causes: two faults on halves that do not touch have each the failures of its half") {
  const Setup setup{
      .length = "100s",
      .arrivals = poisson_at(100),
      .services = R"("a": {}, "b": {}, "c": {})",
      .operations = R"("a.run": [ { "choose": [
                           { "weight": 3, "steps": [ { "call": "b.run" } ] },
                           { "weight": 1, "steps": [ { "call": "c.run" } ] } ] },
                                  { "effect": "done" } ],
                       "b.run": [ { "work": "1ms" } ], "c.run": [ { "work": "1ms" } ])",
      .faults = R"({ "name": "b down", "kind": "crash", "target": "b", "at": "20s", "for": "40s" },
                   { "name": "c errs", "kind": "errors", "target": "c", "rate": 0.5, "at": "30s",
                     "for": "40s" })"};
  const Reasons run(setup);
  const auto proof = proof_of(setup, 0, 3);
  CHECK(run.share_of_fault(0) + run.share_of_fault(1) == Approx(1));
  CHECK(proof.agreement.mean == 1);
  CHECK(proof.because.mean == Approx(0.75 * 0.4).margin(0.02));
  CHECK(proof_of(setup, 1, 3).because.mean == Approx(0.25 * 0.4 * 0.5).margin(0.01));
}

TEST_CASE("Causes: two faults that overlap on one part share its failures") {
  const Setup setup{
      .length = "100s",
      .arrivals = poisson_at(100),
      .services = R"("a": {}, "b": {}, "c": {})",
      .operations = R"("a.run": [ { "call": "b.run" }, { "call": "c.run" }, { "effect": "done" } ],
                       "b.run": [ { "work": "1ms" } ], "c.run": [ { "work": "1ms" } ])",
      .faults = R"({ "name": "b errs", "kind": "errors", "target": "b", "rate": 0.5, "at": "20s",
                     "for": "40s" },
                   { "name": "c errs", "kind": "errors", "target": "c", "rate": 0.5, "at": "20s",
                     "for": "40s" })"};
  const Reasons run(setup);
  CHECK(run.share_of_fault(0) == Approx(2.0 / 3).margin(0.03));
  CHECK(run.share_of_fault(1) == Approx(1.0 / 3).margin(0.03));
  const auto first = proof_of(setup, 0, 3);
  CHECK(first.blamed.mean == Approx(0.4 * 0.5).margin(0.01));
  CHECK(first.because.mean == Approx(0.4 * 0.25).margin(0.01));
}

TEST_CASE("Causes: overload without a fault has load as its root") {
  const Setup setup{.length = "60s",
                    .arrivals = poisson_at(150),
                    .transaction = R"("deadline": "1s")",
                    .services = R"("a": { "workers": 1, "queue": 10 })",
                    .operations = R"("a.run": [ { "work": "10ms" }, { "effect": "done" } ])",
                    .in_vain = true};
  const Reasons run(setup);
  CHECK(run.share(RootKind::load) == 1);
  CHECK(run.mostly() ==
        "the queue of a was full <- a was busy working (more load than capacity, without a fault)");
}

TEST_CASE("Causes: a retry storm goes on after its fault, and retries are named") {
  const auto setup = [] {
    Setup storm{.length = "120s",
                .arrivals = poisson_at(70),
                .transaction = R"("deadline": "500ms")",
                .services = R"("a": { "workers": 1000 }, "b": { "workers": 1, "queue": 100 })",
                .operations = R"("a.run": [ { "call": "b.run", "policies": [
                           { "kind": "retry", "attempts": 4, "base": "10ms", "limit": "20ms" },
                           { "kind": "timeout", "after": "100ms" } ] }, { "effect": "done" } ],
                         "b.run": [ { "work": "10ms" } ])",
                .faults = R"({ "name": "b down", "kind": "pause", "target": "b", "at": "30s",
                       "for": "5s" })"};
    return storm;
  }();
  const Reasons run(setup);
  REQUIRE(run.chains.size() > 3000);
  CHECK(run.share_of_fault(0) > 0.99);
  CHECK(run.share(RootKind::ended_fault, 0) > 0.8);
  CHECK(run.chains.back().back().by == Sustained::retries);
  CHECK(proof_of(setup, 0, 2).agreement.mean > 0.99);
}

TEST_CASE("Causes: a connection pool and a lock are followed to whoever holds them") {
  const std::string pool = R"("policies": [ { "kind": "timeout", "after": "1s" },
                                     { "kind": "pool", "connections": 2, "wait": "500ms" } ])";
  const Setup setup{.length = "60s",
                    .arrivals = poisson_at(50),
                    .transaction = R"("deadline": "2s")",
                    .services = R"("a": { "workers": 1000 }, "b": {})",
                    .operations = R"("a.run": [ { "call": "b.run", )" + pool +
                                  R"( }, { "effect": "done" } ], "b.run": [ { "work": "10ms" } ])",
                    .faults = R"({ "name": "b slow", "kind": "slow", "target": "b", "factor": 60,
                                   "at": "20s", "for": "20s" })"};
  const Reasons run(setup);
  CHECK(run.share_of_fault(0) > 0.99);
  CHECK(run.mostly().starts_with("a failed <- all connections were in use at b"));
  CHECK(proof_of(setup, 0, 2).agreement.mean > 0.99);
}

TEST_CASE("Causes: a locked table is the root of what waits for it") {
  const Setup setup{
      .length = "60s",
      .arrivals = poisson_at(20),
      .transaction = R"("deadline": "2s", )" + std::string(timeout_1s),
      .services = R"("a": { "workers": 1000 })",
      .stores = R"("data": { "owner": "a", "connections": 100, "time": "5ms" })",
      .operations = R"("a.run": [ { "query": "data", "write": true }, { "effect": "done" } ])",
      .faults = R"({ "name": "migration", "kind": "lock", "target": "data", "at": "20s",
                     "for": "10s" })"};
  const Reasons run(setup);
  REQUIRE(!run.chains.empty());
  CHECK(run.share_of_fault(0) > 0.99);
  CHECK(run.mostly() ==
        "a did not answer in time <- a lock of store data was held (fault \"migration\")");
}

TEST_CASE("Causes: a topic whose node is down is the root of what cannot be published") {
  const Setup setup{.length = "60s",
                    .arrivals = poisson_at(50),
                    .services = R"("a": {}, "b": {})",
                    .operations = R"("b.take": [ { "effect": "done" } ])",
                    .designs = R"("only": { "topics": { "news": {} },
                       "a.run": [ { "publish": "news" } ],
                       "subscriptions": { "b.take": { "topic": "news" } } })",
                    .faults = R"({ "name": "news down", "kind": "crash", "target": "news",
                                   "at": "20s", "for": "10s" })"};
  const Reasons run(setup);
  REQUIRE(run.chains.size() > 300);
  CHECK(run.share(RootKind::fault, 0) == 1);
  CHECK(run.mostly() == "a failed <- topic news was down (fault \"news down\")");
}

TEST_CASE("Causes: an optional step or a fallback degrades, so that nothing has failed") {
  const std::string how =
      GENERATE(R"({ "call": "b.run", "optional": true })",
               R"({ "call": "b.run", "policies": [ { "kind": "fallback" } ] })");
  const Setup setup{.length = "60s",
                    .arrivals = poisson_at(50),
                    .services = R"("a": {}, "b": {})",
                    .operations = R"("a.run": [ )" + how + R"(, { "effect": "done" } ],
                                     "b.run": [ { "work": "1ms" } ])",
                    .faults = R"({ "name": "b down", "kind": "crash", "target": "b", "at": "20s",
                                   "for": "10s" })"};
  CHECK(Reasons(setup).mostly() == "nothing fails");
}

TEST_CASE("Causes: a declared error rate and a rate limit are roots of their own") {
  const Setup errors{.length = "60s",
                     .arrivals = poisson_at(50),
                     .operations = R"("a.run": [ { "error_rate": 0.1 }, { "effect": "done" } ])"};
  CHECK(Reasons(errors).share(RootKind::declared_error) == 1);
  const Setup limited{
      .length = "60s",
      .arrivals = poisson_at(50),
      .transaction = R"("policies": [ { "kind": "rate_limit", "rate": "20/s", "burst": 1 } ])",
      .operations = R"("a.run": [ { "effect": "done" } ])"};
  CHECK(Reasons(limited).share(RootKind::limit) == 1);
  CHECK(Reasons(limited).mostly() ==
        "the rate limit of a was exceeded (a limit that the scenario sets, without a fault)");
}

TEST_CASE("Causes: a full topic is followed to the consumers that do not empty it") {
  const Setup setup{
      .length = "60s",
      .arrivals = poisson_at(50),
      .transaction = R"("deadline": "2s", )" + std::string(timeout_1s),
      .services = R"("a": { "workers": 1000 }, "b": {})",
      .operations = R"("b.take": [ { "work": "10ms" }, { "effect": "done" } ])",
      .designs = R"("only": { "topics": { "news": { "partitions": 1, "capacity": 20 } },
                       "a.run": [ { "publish": "news" } ],
                       "subscriptions": { "b.take": { "topic": "news" } } })",
      .faults = R"({ "name": "b slow", "kind": "slow", "target": "b", "factor": 50, "at": "20s",
                     "for": "40s" })"};
  const Reasons run(setup);
  REQUIRE(run.chains.size() > 500);
  CHECK(run.share_of_fault(0) > 0.95);
  CHECK(run.mostly() ==
        "a did not answer in time <- topic news had no room for events <- it waited for b <- b was "
        "busy working (fault \"b slow\")");
  CHECK(proof_of(setup, 0, 2).agreement.mean > 0.95);
}

TEST_CASE("Causes: a broker that is down is the root of what its topics do not take") {
  const Setup setup{
      .length = "60s",
      .arrivals = poisson_at(50),
      .services = R"("a": {}, "b": {})",
      .operations = R"("b.take": [ { "effect": "done" } ])",
      .designs = R"("only": { "brokers": { "bus": {} }, "topics": { "news": { "broker": "bus" } },
                       "a.run": [ { "publish": "news" } ],
                       "subscriptions": { "b.take": { "topic": "news" } } })",
      .faults = R"({ "name": "bus down", "kind": "crash", "target": "bus", "at": "20s",
                     "for": "10s" })"};
  const Reasons run(setup);
  REQUIRE(run.chains.size() > 300);
  CHECK(run.share_of_fault(0) == 1);
  CHECK(proof_of(setup, 0, 2).agreement.mean == 1);
}

TEST_CASE("Causes: a cold cache sustains what the flush began") {
  const Setup setup{
      .length = "120s",
      .arrivals = poisson_at(200),
      .keys_and_classes = R"("keys": { "count": 2000, "exponent": 0.5 })",
      .transaction = R"("deadline": "2s", )" + std::string(timeout_1s),
      .services = R"("a": { "workers": 1000 })",
      .stores = R"("data": { "owner": "a", "connections": 2, "time": "20ms" })",
      .caches = R"("memory": { "owner": "a", "ttl": "10min" })",
      .operations = R"("a.run": [ { "cache": "memory", "miss": [ { "query": "data" } ] },
                                  { "effect": "done" } ])",
      .faults = R"({ "name": "flush", "kind": "flush", "target": "memory", "at": "60s",
                     "for": "1ms" })",
      .in_vain = true};
  const Reasons run(setup);
  CHECK(std::ranges::any_of(run.chains, [](const CauseChain& chain) {
    return chain.back().root == RootKind::ended_fault && chain.back().by == Sustained::cold_cache;
  }));
}
