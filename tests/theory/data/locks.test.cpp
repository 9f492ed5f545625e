#include <algorithm>
#include <string>

#include "tests/theory/agrees.hpp"
#include "tests/theory/played.hpp"
#include "tests/theory/queues.hpp"

using namespace faultline;

namespace {

/// Requests about one key take these steps; the store has room for all.
Setup asking(const std::string& steps, const std::string& store = R"("time": "10ms")") {
  Setup setup;
  setup.services = R"("a": { "workers": 1000000 })";
  setup.stores = R"("db": { "owner": "a", "connections": 1000000, )" + store + " }";
  setup.keys_and_classes = R"("keys": { "count": 1 })";
  setup.operations = R"("a.run": [ )" + steps + R"(, { "effect": "done" } ])";
  return setup;
}

std::string locked(const std::string& store, const std::string& at, const std::string& span) {
  return R"({ "name": "migration", "kind": "lock", "target": ")" + store + R"(", "at": ")" + at +
         R"(", "for": ")" + span + R"(" })";
}

std::string crash(const std::string& target, const std::string& at, const std::string& span) {
  return R"({ "name": "down", "kind": "crash", "target": ")" + target + R"(", "at": ")" + at +
         R"(", "for": ")" + span + R"(" })";
}

/// Two rows, locked in this order by one class of requests and in the other by the other.
Setup crossing(const std::string& retries) {
  const auto lock = [](const std::string& row, const std::string& of) {
    return R"({ "query": "db", "lock": { "row": "exclusive", "named": ")" + row +
           R"(" }, "classes": [")" + of + R"("] })";
  };
  auto setup = asking(R"({ "transaction": "db", )" + retries + R"( "steps": [ )" +
                      lock("left", "to") + ", " + lock("right", "to") + ", " +
                      lock("right", "fro") + ", " + lock("left", "fro") + " ] }");
  setup.keys_and_classes = R"("classes": { "to": {}, "fro": {} })";
  setup.transaction = R"("deadline": "60s")";
  return setup;
}

}  // namespace

TEST_CASE("Exclusive lock of one row: Pollaczek-Khinchine, the time it is held as service time") {
  auto setup = asking(R"({ "query": "db", "lock": { "row": "exclusive" } })",
                      R"("time": { "kind": "exponential", "mean": "10ms" })");
  setup.length = "400s";
  setup.warmup = "20s";
  setup.arrivals = poisson_at(60);
  CHECK_THAT(Replications(setup, 8)["response_mean_s"],
             Agrees(mg1_sojourn(60, 0.01, 2 * 0.01 * 0.01), {0.06}));
}

TEST_CASE("In a transaction the lock is held until the commit") {
  auto setup = asking(R"({ "transaction": "db", "commit": "4ms", "steps": [
    { "query": "db", "time": "6ms", "lock": { "row": "exclusive" } }, { "work": "2ms" } ] })");
  setup.length = "400s";
  setup.warmup = "20s";
  setup.arrivals = poisson_at(50);
  CHECK_THAT(Replications(setup, 8)["response_mean_s"],
             Agrees(mg1_sojourn(50, 0.012, 0.012 * 0.012), {0.06}));
}

TEST_CASE("Requests about different keys lock different rows") {
  auto setup = asking(R"({ "query": "db", "lock": { "row": "exclusive" } })");
  setup.keys_and_classes = R"("keys": { "count": 1000000 })";
  setup.length = "20s";
  setup.arrivals = poisson_at(500);
  CHECK(Replications(setup, 1).values("response_p99_s")[0] == Approx(0.010).epsilon(0.01));
}

TEST_CASE("Shared locks go together, an exclusive one waits for them and holds up the next") {
  // Each takes 250 ms. The third writes: it waits for both before it, and those behind it wait.
  auto setup = asking(
      R"({ "query": "db", "lock": { "row": "shared" }, "classes": ["read"] },
         { "query": "db", "lock": { "row": "exclusive" }, "classes": ["write"] })",
      R"("time": "250ms")");
  setup.workload = R"({ "kind": "open", "arrivals": { "kind": "constant", "rate": "10/s" },
    "keys": { "count": 1 }, "classes": { "read": { "share": 1 }, "write": { "share": 1 } } })";
  setup.length = "2s";
  const Played played(setup);
  CHECK(played.count(Outcome::succeeded) == static_cast<int>(played.requests.size()));
  // First come, first served: nobody is done before one who came earlier.
  double done = 0;
  for (const auto& request : played.requests) {
    CHECK(request.arrived_s + request.took_s > done - 1e-9);
    done = request.arrived_s + request.took_s;
  }
}

TEST_CASE("A transaction holds a connection, whatever its steps do meanwhile") {
  auto setup =
      asking(R"({ "transaction": "db", "commit": "0ms", "steps": [ { "work": "10ms" } ] })",
             R"("time": "0ms")");
  setup.stores = R"("db": { "owner": "a", "connections": 2, "time": "0ms" })";
  setup.operations = R"("a.run": [ { "transaction": "db", "commit": "0ms", "steps": [
    { "work": { "kind": "exponential", "mean": "10ms" } } ] }, { "effect": "done" } ])";
  setup.length = "400s";
  setup.warmup = "20s";
  setup.arrivals = poisson_at(120);
  CHECK_THAT(Replications(setup, 8)["response_mean_s"], Agrees(mmc_sojourn(2, 120, 0.01), {0.05}));
}

TEST_CASE("A locked table stops all who ask the store, and nobody else") {
  const auto setup = [](const std::string& store) {
    auto setup = asking(R"({ "query": "db" })");
    setup.services += R"(, "b": {})";
    setup.stores += R"(, "other": { "owner": "b", "time": "10ms" })";
    setup.operations = R"("b.run": [ { "query": "other" } ],
      "a.run": [ { "query": "db" }, { "call": "b.run" }, { "effect": "done" } ])";
    return each_100ms(setup, "3050ms", locked(store, "1050ms", "1s"));
  };
  for (const auto* store : {"db", "other"}) {
    const Played played(setup(store));
    const double reached_s = store == std::string("db") ? 0 : 0.010;
    for (const auto& request : played.requests) {
      const auto asked_s = request.arrived_s + reached_s;
      const bool waits = asked_s > 1.05 && asked_s < 2.05;
      CHECK(request.took_s == Approx(0.020 + (waits ? 2.05 - asked_s : 0)));
    }
  }
}

TEST_CASE("A migration waits for a long transaction, and all who come wait behind it") {
  // A request at 1 s holds its lock until 1.7 s; the migration comes at 1.05 s and ends at 1.9 s.
  auto setup = asking(R"({ "transaction": "db", "commit": "0ms", "steps": [
    { "query": "db", "time": "0ms" }, { "work": "700ms" } ] })");
  setup.length = "2500ms";
  setup.faults = locked("db", "1050ms", "850ms");
  setup.workload = R"({ "kind": "open", "keys": { "count": 1 },
    "arrivals": { "kind": "constant", "rate": "1/s" } })";
  const Played alone(setup);
  CHECK(alone.requests[0].took_s == Approx(0.7));
  setup.workload = R"({ "kind": "open", "keys": { "count": 1 },
    "arrivals": { "kind": "constant", "rate": "2/s" } })";
  const Played played(setup);
  // At 0.5 s and 1 s before it; at 1.5 s behind it, until 1.9 s.
  CHECK(played.requests[0].took_s == Approx(0.7));
  CHECK(played.requests[1].took_s == Approx(0.7));
  CHECK(played.requests[2].took_s == Approx(0.4 + 0.7));
  CHECK(played.requests[3].took_s == Approx(0.7));
}

TEST_CASE("Who waits for a lock is in the queue of the store") {
  auto setup = each_100ms(asking(R"({ "query": "db" })"), "3050ms", locked("db", "1050ms", "1s"));
  // Of 1.1 s to 2 s: ten of them.
  CHECK(Replications(setup, 1).values("backlog_max")[0] == 10);
  setup.stores = R"("db": { "owner": "a", "connections": 4, "time": "10ms" })";
  CHECK(Replications(setup, 1).values("backlog_max")[0] == 10);
}

TEST_CASE("Who waits too long for a lock fails, and a later one has it") {
  const auto setup = asking(R"({ "query": "db" })", R"("time": "10ms", "lock_wait": "250ms")");
  const Played played(each_100ms(setup, "3050ms", locked("db", "1050ms", "1s")));
  // Of those at 1.1 to 2 s, who come at 1.8 s and before have waited for 250 ms by 2.05 s.
  CHECK(played.in_short() == "10s 7f 13s");
  CHECK(played.requests[10].took_s == Approx(0.250));
}

TEST_CASE("Deadlock: one of two that lock two rows in opposite orders fails, the other goes on") {
  auto setup = crossing("");
  setup.length = "100s";
  setup.arrivals = poisson_at(20);
  const auto shares = told(setup, [](const Ledger& run) {
    const auto all = static_cast<double>(run.transactions.size());
    return std::vector{run.count(Outcome::succeeded) / all, run.count(Outcome::failed) / all};
  });
  CHECK(shares[0] + shares[1] == Approx(1));
  CHECK(shares[1] > 0.05);
  CHECK(shares[0] > 0.5);
}

TEST_CASE("Deadlock: with retries all come to their end") {
  auto setup = crossing(R"("retries": 1000,)");
  setup.length = "100s";
  setup.arrivals = poisson_at(5);
  const auto succeeded = told(setup, [](const Ledger& run) {
    return std::vector{run.count(Outcome::succeeded) /
                       static_cast<double>(run.transactions.size())};
  });
  CHECK(succeeded[0] == 1);
}

TEST_CASE("Deadlock: two that share a row and both want it exclusively are one") {
  auto setup = asking(R"({ "transaction": "db", "commit": "0ms", "steps": [
    { "query": "db", "time": "150ms", "lock": { "row": "shared" } },
    { "query": "db", "time": "150ms", "lock": { "row": "exclusive" } } ] })");
  // At 0.1 s and 0.2 s: the first waits from 0.25 s; the second would from 0.35 s, and is the
  // victim; the first has the lock from 0.35 s to 0.5 s.
  const Played played(each_100ms(setup, "250ms"));
  CHECK(played.in_short() == "1s 1f");
  CHECK(played.requests[0].took_s == Approx(0.400));
  CHECK(played.requests[1].took_s == Approx(0.150));
}

TEST_CASE("Locks are released when their owner is given up, or its node goes down") {
  auto setup = asking(R"({ "transaction": "db", "commit": "0ms", "steps": [
    { "query": "db", "time": "0ms", "lock": { "row": "exclusive" } }, { "work": "1s" } ] })");
  setup.transaction = R"("policies": [ { "kind": "timeout", "after": "50ms", "cancel": true } ])";
  // Each is given up before the next comes, which has the lock at once.
  CHECK(Played(each_100ms(in_vain(setup), "1050ms")).in_short() == "10t");
  setup.transaction = R"("deadline": "60s")";
  setup.operations = R"("a.run": [ { "transaction": "db", "commit": "0ms", "steps": [
    { "query": "db", "time": "0ms", "lock": { "row": "exclusive" } }, { "work": "2s" } ] },
    { "effect": "done" } ])";
  // At 0.5 s, 1 s, 1.5 s: the first has the lock when the store goes down at 1.05 s; its commit
  // fails. The second waits, and fails at once; the third comes when the store is back.
  setup.workload = R"({ "kind": "open", "keys": { "count": 1 },
    "arrivals": { "kind": "constant", "rate": "2/s" } })";
  setup.length = "1600ms";
  setup.faults = crash("db", "1050ms", "100ms");
  const Played played(setup);
  CHECK(played.in_short() == "2f 1s");
  CHECK(played.requests[0].took_s == Approx(2));
  CHECK(played.requests[1].took_s == Approx(0.05));
  CHECK(played.requests[2].took_s == Approx(2));
}

TEST_CASE("Locks: the same run twice is the same") {
  auto setup = crossing(R"("retries": 3,)");
  setup.length = "20s";
  setup.arrivals = poisson_at(30);
  const auto all = [](const Ledger& run) {
    std::vector<double> numbers;
    for (const auto& one : run.transactions) numbers.push_back(seconds(one.answered));
    return numbers;
  };
  CHECK(told(setup, all) == told(setup, all));
}
