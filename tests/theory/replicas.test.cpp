#include <algorithm>
#include <cmath>
#include <string>

#include "tests/theory/agrees.hpp"
#include "tests/theory/played.hpp"

using namespace faultline;

namespace {

/// A store with two replicas. Of the requests, `writes` of all make an update, the others read a
/// replica; all about one key.
Setup replicated(const std::string& store, double writes) {
  Setup setup;
  setup.services = R"("a": { "workers": 1000000 })";
  setup.stores = R"("db": { "owner": "a", "connections": 1000000, "time": "0ms", )" + store + " }";
  setup.keys_and_classes = R"("keys": { "count": 1 }, "classes": { "write": { "share": )" +
                           std::to_string(writes) + R"( }, "read": { "share": )" +
                           std::to_string(1 - writes) + " } }";
  setup.operations = R"("a.run": [ { "query": "db", "write": true, "classes": ["write"] },
    { "query": "db", "from": "replica", "classes": ["read"] }, { "effect": "done" } ])";
  return setup;
}

/// The share of the reads of one run whose staleness was more than `x_s`.
double older_than(const Ledger& ledger, double x_s) {
  const auto old = std::ranges::count_if(
      ledger.reads, [&](const ReadRecord& read) { return seconds(read.staleness) > x_s; });
  return static_cast<double>(old) / static_cast<double>(ledger.reads.size());
}

/// One request each tenth of a second that reads or writes as `query` says, for 3 s.
Setup each_100ms(const std::string& store, const std::string& query, const std::string& faults) {
  auto setup = replicated(store, 0.5);
  setup.length = "3050ms";
  setup.arrivals = R"({ "kind": "constant", "rate": "10/s" })";
  setup.keys_and_classes = R"("keys": { "count": 1 })";
  setup.operations = R"("a.run": [ { "query": "db", )" + query + R"( }, { "effect": "done" } ])";
  setup.faults = faults;
  return setup;
}

std::string crash(const std::string& target, const std::string& at, const std::string& span) {
  return R"({ "name": "down )" + target + R"(", "kind": "crash", "target": ")" + target +
         R"(", "at": ")" + at + R"(", "for": ")" + span + R"(" })";
}

}  // namespace

TEST_CASE("Replica with lag L under updates of rate lambda: 1 - e^(-lambda L) of reads are stale") {
  const double lag_s = GENERATE(0.02, 0.1);
  auto setup =
      replicated(R"("replicas": 2, "replica_lag": ")" + std::to_string(lag_s) + "s\"", 0.2);
  setup.length = "300s";
  setup.arrivals = poisson_at(50);
  const Replications runs(setup, 6);
  CHECK_THAT(runs["stale_reads"], Agrees(-std::expm1(-10 * lag_s), {0.05}));
  CHECK_THAT(runs["divergence"], Agrees(10 * lag_s, {0.05}));
}

TEST_CASE("Replica: a read lacks something older than x with 1 - e^(-lambda (L - x))") {
  auto setup = replicated(R"("replicas": 1, "replica_lag": "100ms")", 0.2);
  setup.length = "300s";
  setup.arrivals = poisson_at(50);
  for (const double x_s : {0.03, 0.07})
    CHECK_THAT(replicated(setup, 6, [&](const Ledger& run) { return older_than(run, x_s); }),
               Agrees(-std::expm1(-10 * (0.1 - x_s)), {0.06}));
  CHECK(told(setup, [](const Ledger& run) { return std::vector{older_than(run, 0.1)}; })[0] == 0);
}

TEST_CASE("Replica: updates become visible in order, so that one that lags holds up the next") {
  auto setup =
      replicated(R"("replicas": 1, "replica_lag": { "kind": "exponential", "mean": "1s" })", 0.5);
  setup.length = "300s";
  setup.arrivals = poisson_at(20);
  // An update of age t is there where it and all older ones are: (1 - e^-t) e^(-10 e^-t). Of 10/s
  // that lacks 10 (ln 10 + 0.577) + 1 in the mean; out of order it would be 10.
  CHECK_THAT(Replications(setup, 6)["divergence"], Agrees(29.8, {0.05}));
}

TEST_CASE("Stale reads are a share of all reads: as many of the primary make it half as large") {
  const double lag_s = 0.1;
  const auto stale = [&](const std::string& store) {
    auto setup = replicated(R"("replicas": 2, "replica_lag": "100ms")", 0.2);
    setup.length = "300s";
    setup.arrivals = poisson_at(50);
    setup.stores += R"(, "other": { "owner": "a", "connections": 1000000, "time": "0ms" })";
    setup.operations = R"("a.run": [ { "query": "db", "write": true, "classes": ["write"] },
      { "query": "db", "from": "replica", "classes": ["read"] },
      { "query": ")" + store +
                       R"(", "classes": ["read"] },
      { "query": "other", "write": true }, { "effect": "done" } ])";
    return Replications(setup, 6)["stale_reads"];
  };
  CHECK_THAT(stale("db"), Agrees(-std::expm1(-10 * lag_s) / 2, {0.05}));
  CHECK_THAT(stale("other"), Agrees(-std::expm1(-10 * lag_s) / 2, {0.05}));  // of one node
}

TEST_CASE("Replica without lag is never stale, and reads of the primary are not told") {
  auto setup = replicated(R"("replicas": 2)", 0.5);
  setup.arrivals = poisson_at(50);
  CHECK(Replications(setup, 1).values("stale_reads")[0] == 0);
  setup.operations = R"("a.run": [ { "query": "db", "write": true },
    { "query": "db", "from": "primary" }, { "effect": "done" } ])";
  CHECK(told(setup, [](const Ledger& run) {
          return std::vector{static_cast<double>(run.reads.size())};
        })[0] == 0);
}

TEST_CASE("Read of any node: the primary has its share, and takes all where no replica is up") {
  auto setup = replicated(R"("replicas": 3)", 0.5);
  setup.length = "100s";
  setup.arrivals = poisson_at(50);
  setup.operations = R"("a.run": [ { "query": "db", "from": "any" }, { "effect": "done" } ])";
  const auto told_share = [](const Ledger& run) {
    return static_cast<double>(run.reads.size()) / static_cast<double>(run.transactions.size());
  };
  CHECK_THAT(replicated(setup, 5, told_share), Agrees(3.0 / 4, {0.02}));
  const auto down = crash("db#1", "0s", "1000s") + ", " + crash("db#2", "0s", "1000s") + ", " +
                    crash("db#3", "0s", "1000s");
  setup.faults = down;
  CHECK_THAT(replicated(setup, 2, told_share), Agrees(0, {1}));
}

TEST_CASE("Replicas all down: who needs one is refused") {
  const auto down = crash("db#1", "1050ms", "500ms");
  CHECK(Played(each_100ms(R"("replicas": 1)", R"("from": "replica")", down)).in_short() ==
        "10s 5f 15s");
}

TEST_CASE("Without fail-over it waits for the primary, and with one a replica takes over") {
  const auto down = crash("db#0", "1050ms", "1s");
  const auto played = [&](const std::string& failover) {
    return Played(each_100ms(R"("replicas": 1)" + failover, R"("write": true)", down)).in_short();
  };
  CHECK(played("") == "10s 10f 10s");
  // From 1.05 s to 1.3 s, when the request of 1.3 s comes: a nanosecond before, and after.
  CHECK(played(R"(, "failover": "249999999ns")") == "10s 2f 18s");
  CHECK(played(R"(, "failover": "250000001ns")") == "10s 3f 17s");
  // The primary is back first.
  CHECK(played(R"(, "failover": "1001ms")") == "10s 10f 10s");
}

TEST_CASE("Fail-over with no replica up: the first that is up again takes over") {
  const auto down = crash("db#0", "1050ms", "10s") + ", " + crash("db#1", "550ms", "1s");
  CHECK(Played(each_100ms(R"("replicas": 1, "failover": "100ms")", R"("write": true)", down))
            .in_short() == "10s 5f 15s");
}

TEST_CASE("The old primary is a replica when it is back") {
  const auto down = crash("db#0", "1050ms", "500ms") + ", " + crash("db#1", "2050ms", "500ms");
  const std::string store = R"("replicas": 1, "failover": "0s", "replica_lag": "150ms")";
  // Node 1 is the primary from 1.05 s, and node 0 again from 2.05 s.
  CHECK(Played(each_100ms(store, R"("write": true)", down)).in_short() == "30s");
  CHECK(Played(each_100ms(store, R"("from": "replica")", down)).in_short() == "10s 5f 5s 5f 5s");
}

TEST_CASE("Updates that a new primary did not have are lost, and not missing any longer") {
  // A lag of 10 s: nothing ever arrives, and from 1.05 s on the replica is the primary.
  const auto missing = [](const Ledger& run) {
    std::vector<double> numbers;
    for (const auto& read : run.reads) numbers.push_back(static_cast<double>(read.missing));
    numbers.push_back(static_cast<double>(
        std::ranges::count(run.incidents, Incident::update_lost, &IncidentRecord::what)));
    return numbers;
  };
  auto setup = each_100ms(R"("replicas": 2, "failover": "0s", "replica_lag": "10s")",
                          R"("write": true)", crash("db#0", "1050ms", "100s"));
  setup.operations = R"("a.run": [ { "query": "db", "write": true },
    { "query": "db", "from": "replica" }, { "effect": "done" } ])";
  std::vector<double> expected;
  for (int i = 1; i <= 10; ++i) expected.push_back(i);
  for (int i = 1; i <= 20; ++i) expected.push_back(i);
  expected.push_back(10);
  CHECK(told(setup, missing) == expected);
}

TEST_CASE("While the primary is gone nothing becomes visible, and then it goes on") {
  // The update of 1 s with 200 ms of lag: 50 ms of it are over when the primary goes.
  auto setup = each_100ms(R"("replicas": 1, "replica_lag": "200ms")", R"("from": "replica")",
                          crash("db#0", "1050ms", "1s"));
  setup.operations = R"("a.run": [ { "query": "db", "from": "replica" },
    { "query": "db", "write": true, "optional": true }, { "effect": "done" } ])";
  const auto ages = [](const Ledger& run) {
    std::vector<double> numbers;
    for (const auto& read : run.reads) numbers.push_back(seconds(read.staleness));
    return numbers;
  };
  const auto staleness = told(setup, ages);
  CHECK(staleness[9] == Approx(0.1));   // at 1 s that of 0.9 s is missing, that of 0.8 s is not
  CHECK(staleness[10] == Approx(0.2));  // at 1.1 s, as of 1.05 s
  CHECK(staleness[19] == Approx(1.1));  // at 2 s
  CHECK(staleness[20] == Approx(1.1));  // at 2.1 s that of 0.9 s is there, after 1 s and 200 ms
  CHECK(staleness[21] == Approx(0.1));  // at 2.2 s that of 1 s; the next one was at 2.1 s
}

TEST_CASE("Replicas and fail-over: the same run twice is the same") {
  auto setup = replicated(R"("replicas": 2, "failover": "1s",
    "replica_lag": { "kind": "exponential", "mean": "50ms" })",
                          0.5);
  setup.length = "20s";
  setup.arrivals = poisson_at(100);
  setup.faults = crash("db#0", "5s", "5s");
  const auto all = [](const Ledger& run) {
    std::vector<double> numbers;
    for (const auto& read : run.reads) numbers.push_back(seconds(read.staleness));
    for (const auto& one : run.transactions) numbers.push_back(seconds(one.answered));
    return numbers;
  };
  CHECK(told(setup, all) == told(setup, all));
}
