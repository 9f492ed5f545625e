#include <string>

#include "tests/theory/agrees.hpp"
#include "tests/theory/played.hpp"

using namespace faultline;

namespace {

/// Requests about one key take these steps, one each tenth of a second.
Setup asking(const std::string& steps, const std::string& store = "") {
  Setup setup;
  setup.length = "1050ms";
  setup.services = R"("a": { "workers": 1000000 })";
  setup.stores = R"("db": { "owner": "a", "connections": 1000000, "time": "0ms")" + store + " }";
  setup.workload = R"({ "kind": "open", "arrivals": { "kind": "constant", "rate": "10/s" },
    "keys": { "count": 1 } })";
  setup.operations = R"("a.run": [ )" + steps + R"(, { "effect": "done" } ])";
  return setup;
}

/// How many updates each read of a replica lacked.
std::vector<double> missing(const Setup& setup) {
  return told(setup, [](const Ledger& run) {
    std::vector<double> numbers;
    for (const auto& read : run.reads) numbers.push_back(static_cast<double>(read.missing));
    return numbers;
  });
}

std::string crash(const std::string& target, const std::string& at, const std::string& span) {
  return R"({ "name": "down", "kind": "crash", "target": ")" + target + R"(", "at": ")" + at +
         R"(", "for": ")" + span + R"(" })";
}

}  // namespace

TEST_CASE("A transaction writes once, at its commit, and not at all where it is rolled back") {
  const std::string lagging = R"(, "replicas": 1, "replica_lag": "1h")";
  const auto of = [&](const std::string& step) {
    auto setup = asking(R"({ "transaction": "db", "optional": true, "steps": [
      { "query": "db", "write": true }, { "query": "db", "write": true }, )" +
                            step + R"( ] }, { "query": "db", "from": "replica" })",
                        lagging);
    setup.length = "450ms";
    setup.services += R"(, "b": {})";
    setup.operations += R"(, "b.fail": [ { "work": "1ms" } ])";
    setup.faults = crash("b", "0s", "1h");
    return setup;
  };
  CHECK(missing(of(R"({ "call": "b.fail", "optional": true })")) ==
        std::vector<double>{1, 2, 3, 4});
  CHECK(missing(of(R"({ "call": "b.fail" })")) == std::vector<double>{0, 0, 0, 0});
}

TEST_CASE("Each message of a transaction goes to the store and back") {
  auto setup = asking(R"({ "transaction": "db", "commit": "3ms", "steps": [
    { "query": "db", "time": "2ms" } ] })");
  setup.stores = R"("db": { "owner": "a", "host": "far", "time": "0ms" })";
  setup.platform = R"("zones": { "here": { "latency": "0ms", "bandwidth": "1000000Gbps",
    "hosts": ["a", "client"] }, "there": { "latency": "0ms", "bandwidth": "1000000Gbps",
    "hosts": ["far"] } }, "links": [ { "name": "link", "between": ["here", "there"],
    "latency": "10ms", "bandwidth": "1000000Gbps" } ])";
  // Begin, query and commit: 3 x 20 ms on the way.
  CHECK(Played(setup).requests[0].took_s == Approx(0.065).epsilon(1e-4));
}

TEST_CASE("Nodes of a store stand where \"hosts\" says") {
  auto setup = asking(R"({ "query": "db", "from": "replica" })");
  setup.stores = R"("db": { "owner": "a", "hosts": ["a", "far"], "replicas": 1, "time": "0ms" })";
  setup.platform = R"("zones": { "here": { "latency": "0ms", "bandwidth": "1000000Gbps",
    "hosts": ["a", "client"] }, "there": { "latency": "0ms", "bandwidth": "1000000Gbps",
    "hosts": ["far"] } }, "links": [ { "name": "link", "between": ["here", "there"],
    "latency": "10ms", "bandwidth": "1000000Gbps" } ])";
  CHECK(Played(setup).requests[0].took_s == Approx(0.020).epsilon(1e-4));
  setup.operations = R"("a.run": [ { "query": "db" }, { "query": "db", "from": "replica",
    "probability": 0 }, { "effect": "done" } ])";
  CHECK(Played(setup).requests[0].took_s < 1e-4);
}

TEST_CASE("A query through a retry asks the new primary") {
  const auto steps = [](const std::string& policies) {
    return R"({ "query": "db", "write": true, "policies": [ )" + policies + " ] }";
  };
  const std::string store = R"(, "replicas": 1, "failover": "30ms")";
  const std::string retry =
      R"({ "kind": "retry", "attempts": 2, "base": "50ms", "jitter": "none" })";
  auto setup = asking(steps(""), store);
  setup.faults = crash("db#0", "490ms", "1h");
  CHECK(Played(setup).in_short() == "4s 1f 5s");
  setup = asking(steps(retry), store);
  setup.faults = crash("db#0", "490ms", "1h");
  const Played played(setup);
  CHECK(played.in_short() == "10s");
  CHECK(played.requests[4].took_s == Approx(0.050));
}

TEST_CASE("Queries of one transaction at the same time share its locks") {
  const std::string locked = R"({ "query": "db", "time": "30ms", "lock": { "row": "exclusive" } })";
  const auto setup = asking(R"({ "transaction": "db", "steps": [ { "parallel": [ )" + locked +
                            ", " + locked + " ] } ] }");
  const Played played(setup);
  CHECK(played.in_short() == "10s");
  CHECK(played.requests[0].took_s == Approx(0.030));
}

TEST_CASE("A transaction within one of another store holds both, and each has its own queries") {
  auto setup = asking(R"({ "transaction": "db", "steps": [
    { "transaction": "other", "steps": [
      { "query": "db", "time": "150ms", "lock": { "row": "exclusive" } },
      { "query": "other", "lock": { "row": "exclusive" } } ] } ] })");
  setup.stores += R"(, "other": { "owner": "a", "time": "0ms" })";
  setup.length = "350ms";
  const Played played(setup);
  // Each has the row of "db" for 150 ms, and the next comes after 100 ms.
  CHECK(played.in_short() == "3s");
  CHECK(played.requests[0].took_s == Approx(0.150));
  CHECK(played.requests[1].took_s == Approx(0.200));
  CHECK(played.requests[2].took_s == Approx(0.250));
}

TEST_CASE("Who stands in for a query of a transaction is no part of it") {
  auto setup = asking(R"({ "transaction": "db", "steps": [
    { "query": "db", "lock": { "row": "exclusive" } },
    { "query": "db", "time": "1s", "policies": [
      { "kind": "fallback", "to": "call", "call": "b.run" },
      { "kind": "timeout", "after": "10ms" } ] } ] })");
  setup.services += R"(, "b": {})";
  setup.operations += R"(, "b.run": [ { "query": "db", "lock": { "row": "exclusive" } } ])";
  setup.transaction = R"("deadline": "3s", "policies": [ { "kind": "timeout", "after": "50ms",
    "cancel": true } ])";
  // It asks for the row by itself, which the transaction that waits for it holds.
  CHECK(Played(in_vain(setup)).in_short() == "10t");
}

TEST_CASE("Two services may ask the same store, and wait for each other there") {
  auto setup = asking(R"({ "call": "b.run" })");
  setup.services = R"("a": {}, "b": {}, "c": {})";
  setup.stores = R"("db": { "owner": "c", "connections": 1, "time": "30ms" })";
  setup.operations = R"("b.run": [ { "query": "db" } ], "c.run": [ { "query": "db" } ],
    "a.run": [ { "parallel": [ { "call": "b.run" }, { "call": "c.run" } ] },
      { "effect": "done" } ])";
  CHECK(Played(setup).requests[0].took_s == Approx(0.060));
}
