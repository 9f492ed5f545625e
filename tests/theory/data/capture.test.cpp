#include "tests/theory/agrees.hpp"
#include "tests/theory/data/projected.hpp"
#include "tests/theory/played.hpp"

using namespace faultline;

namespace {

const std::string capturing = R"(, "captures": { "s": { "topic": "t", "lag": "40ms" } })";

/// Nobody publishes: what is written to the store "s" is captured with a lag of 40 ms.
Setup captured(const std::string& length, const std::string& then, const std::string& faults = "") {
  Projected projected{.publish = R"({ "query": "s", "write": true })", .then = then};
  projected.topic = R"(, "partitions": 1)";
  projected.subscription = R"("consumers": 1)";
  projected.work = "0s";
  projected.more = capturing;
  projected.faults = faults;
  auto setup = projected.each_second(length);
  setup.stores = R"("s": { "owner": "a", "time": "0s" })";
  return setup;
}

}  // namespace

TEST_CASE("Capture: each write is published after the lag, and no read") {
  CHECK(starts_of(captured("3500ms", R"({ "query": "s" }, { "read": "view" })")) ==
        "1040 2040 3040 ");
  CHECK(starts_of(captured("2500ms", R"({ "work": "30ms" }, { "query": "s", "write": true },
      { "read": "view" })")) == "1040 1070 2040 2070 ");
}

TEST_CASE("Capture: the age of an update counts from its write") {
  CHECK(in_short(reads_of(captured("1500ms", read_after(30) + ", " + read_after(20)))) ==
        "1030 30/1, 1050 0/0");
}

TEST_CASE("Capture: several writes of one request are several updates") {
  const auto twice =
      captured("1500ms", R"({ "work": "10ms" }, { "query": "s", "write": true }, )" +
                             read_after(20) + ", " + read_after(15) + ", " + read_after(10));
  CHECK(in_short(reads_of(twice)) == "1030 30/2, 1045 35/1, 1055 0/0");
}

TEST_CASE("Capture: while the topic is down it tries again, and what was written keeps its order") {
  auto setup = captured("3150ms", read_after(1), R"({ "name": "down", "kind": "crash",
      "target": "t", "at": "3s", "for": "500ms" })");
  setup.arrivals = R"({ "kind": "constant", "rate": "20/s" })";
  setup.length = "3225ms";
  // Those of 3 to 3.2 s are tried at 3.04, 3.14, ... and come together at 3.54.
  const Played played(setup);
  CHECK(played.in_short() == "64s");
  CHECK(played.attempts_at("b.note") == 64);
  std::vector<double> starts;
  for (const auto& attempt : played.attempts)
    if (attempt.operation == "b.note") starts.push_back(attempt.started_s);
  CHECK(starts[58] == Approx(2.99));
  for (std::size_t i = 59; i < 64; ++i) CHECK(starts[i] == Approx(3.54));
}

TEST_CASE("Capture: after a fail-over it goes on at the new primary") {
  const auto of = [](const std::string& lag, const std::string& crash_at) {
    auto setup = captured("3500ms", R"({ "work": "10ms" }, { "read": "view" })");
    setup.stores = R"("s": { "owner": "a", "time": "0s", "replicas": 1, "replica_lag": "30ms",
      "failover": "100ms" })";
    setup.designs.replace(setup.designs.find("40ms"), 4, lag);
    setup.faults = R"({ "name": "down", "kind": "crash", "target": "s#0", "at": ")" + crash_at +
                   R"(", "for": "1h" })";
    return setup;
  };
  const auto counts = [](const Setup& setup) {
    return told(setup, [](const Ledger& run) {
      std::vector<double> numbers;
      for (const auto what : {Incident::update_lost, Incident::phantom})
        numbers.push_back(
            static_cast<double>(std::ranges::count(run.incidents, what, &IncidentRecord::what)));
      return numbers;
    });
  };
  using Counts = std::vector<double>;
  // That of 2 s is on the replica at 2.03 s. It is read where that is the primary: asked at 2.04 s,
  // when there is none, and again 100 ms later.
  const auto kept = of("40ms", "2035ms");
  CHECK(starts_of(kept) == "1040 2140 3040 ");
  CHECK(counts(kept) == Counts{0, 0});
  // It was on no replica, and not read either: as if it had never been.
  const auto lost = of("40ms", "2025ms");
  CHECK(starts_of(lost) == "1040 3040 ");
  CHECK(counts(lost) == Counts{1, 0});
  CHECK(in_short(reads_of(lost)) == "1010 10/1, 2010 10/1, 3010 10/1");
  // It was read, and is told of though it is lost.
  const auto untrue = of("20ms", "2025ms");
  CHECK(starts_of(untrue) == "1020 2020 3020 ");
  CHECK(counts(untrue) == Counts{1, 1});
}

TEST_CASE("Outbox: whoever tails a store's log reads nothing while that is down") {
  auto setup = captured("2500ms", R"({ "work": "10ms" }, { "read": "view" })");
  const std::string write = R"({ "query": "s", "write": true })";
  setup.operations.replace(setup.operations.find(write), write.size(),
                           R"({ "publish": "t", "outbox": { "store": "s", "tail": "40ms" } })");
  setup.designs.replace(setup.designs.find(capturing), capturing.size(), "");
  setup.faults = R"({ "name": "down", "kind": "crash", "target": "s", "at": "1020ms",
    "for": "480ms" })";
  // Asked at 1.04 s, 1.14 s, ...
  CHECK(starts_of(setup) == "1540 2040 ");
}

TEST_CASE("Outbox: what a fail-over loses of it is not published") {
  auto setup = captured("3500ms", R"({ "work": "10ms" }, { "read": "view" })");
  setup.designs.replace(setup.designs.find(capturing), capturing.size(), "");
  const std::string write = R"({ "query": "s", "write": true })";
  setup.operations.replace(setup.operations.find(write), write.size(),
                           R"({ "transaction": "s", "optional": true, "steps": [ )" + write +
                               R"(, { "publish": "t", "outbox": { "store": "s", "every": "70ms" } }
                           ] })");
  setup.stores = R"("s": { "owner": "a", "time": "0s", "replicas": 1, "replica_lag": "30ms",
    "failover": "100ms" })";
  setup.faults = R"({ "name": "down", "kind": "crash", "target": "s#0", "at": "2005ms",
    "for": "1h" })";
  CHECK(starts_of(setup) == "1050 3010 ");
}

TEST_CASE("Outbox: an update waits in it from its write on") {
  auto setup = captured("1500ms", read_after(30) + ", " + read_after(20));
  const std::string write = R"({ "query": "s", "write": true })";
  setup.operations.replace(setup.operations.find(write), write.size(),
                           R"({ "publish": "t", "outbox": { "store": "s", "tail": "40ms" } })");
  setup.designs.replace(setup.designs.find(capturing), capturing.size(), "");
  CHECK(in_short(reads_of(setup)) == "1030 30/1, 1050 0/0");
}
