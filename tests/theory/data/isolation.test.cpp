#include <algorithm>
#include <cmath>
#include <string>

#include "tests/theory/agrees.hpp"
#include "tests/theory/played.hpp"

using namespace faultline;

namespace {

/// Requests about one key take these steps within a transaction, each query for 150 ms: one comes
/// at 0.1 s, and one at 0.2 s.
Setup racing(const std::string& rules, const std::string& steps) {
  Setup setup{.length = "250ms"};
  setup.arrivals = R"({ "kind": "constant", "rate": "10/s" })";
  setup.keys_and_classes = R"("keys": { "count": 1 })";
  setup.stores = R"("db": { "owner": "a", "time": "150ms" })";
  setup.operations = R"("a.run": [ { "transaction": "db", "commit": "0ms", )" + rules +
                     R"( "steps": [ )" + steps + R"( ] }, { "effect": "done" } ])";
  return setup;
}

std::string at(const std::string& level) { return R"("isolation": ")" + level + R"(",)"; }
std::string again(const std::string& level) { return at(level) + R"("retries": 1,)"; }

const std::string writes = R"({ "query": "db", "write": true })";
const std::string read_and_write = R"({ "query": "db" }, )" + writes;
const std::string read_for_update =
    R"({ "query": "db", "lock": { "row": "exclusive" } }, )" + writes;

double lost(const Ledger& run) {
  return static_cast<double>(
      std::ranges::count(run.incidents, Incident::update_lost, &IncidentRecord::what));
}

double lost(const Setup& setup) {
  return told(setup, [](const Ledger& run) { return std::vector{lost(run)}; })[0];
}

struct Race {
  explicit Race(const Setup& setup) : updates_lost(lost(setup)) {
    const Played played(setup);
    in_short = played.in_short();
    for (const auto& request : played.requests)
      took_ms.push_back(std::round(request.took_s * 1e6) / 1e3);
  }

  double updates_lost;
  std::string in_short;
  std::vector<double> took_ms;
};

using Times = std::vector<double>;

/// Reads, thinks for 50 ms and writes, at this rate.
Setup thinking(const std::string& level, double rate) {
  auto setup = racing(at(level), R"({ "query": "db" }, { "work": "50ms" }, )" + writes);
  setup.services = R"("a": { "workers": 1000000 })";
  setup.stores = R"("db": { "owner": "a", "connections": 1000000, "time": "0ms" })";
  setup.length = "700s";
  setup.arrivals = poisson_at(rate);
  return setup;
}

}  // namespace

TEST_CASE("Read committed: who writes what another has changed since he read it, loses that") {
  // Both read the same; the second waits for the row until the first has committed, at 0.4 s.
  const Race race(racing(at("read_committed"), read_and_write));
  CHECK(race.in_short == "2s");
  CHECK(race.took_ms == Times{300, 350});
  CHECK(race.updates_lost == 1);
  CHECK(Race(racing("", read_and_write)).updates_lost == 1);
}

TEST_CASE("Read committed: who locks what he reads waits before he reads, and nothing is lost") {
  const Race race(racing(at("read_committed"), read_for_update));
  CHECK(race.in_short == "2s");
  CHECK(race.took_ms == Times{300, 500});
  CHECK(race.updates_lost == 0);
}

TEST_CASE("Read committed: a write that has read nothing loses nothing, and waits for its turn") {
  const Race race(racing(at("read_committed"), writes));
  CHECK(race.took_ms == Times{150, 200});
  CHECK(race.updates_lost == 0);
}

TEST_CASE("Snapshot: the first to commit wins, and the other fails or is run again") {
  const Race race(racing(at("snapshot"), read_and_write));
  CHECK(race.in_short == "1s 1f");
  CHECK(race.took_ms == Times{300, 200});
  CHECK(race.updates_lost == 0);
  // Again from 0.41 s on.
  const Race second(racing(again("snapshot"), read_and_write));
  CHECK(second.in_short == "2s");
  CHECK(second.took_ms == Times{300, 510});
  CHECK(second.updates_lost == 0);
  CHECK(Race(racing(at("snapshot"), writes)).in_short == "1s 1f");
}

TEST_CASE("Snapshot: who waits for a row whose writer is rolled back may write it") {
  auto setup = racing(at("snapshot"), read_and_write + R"(, { "call": "b.run" })");
  setup.services = R"("a": {}, "b": {})";
  setup.operations += R"(, "b.run": [ { "work": "0ms" } ])";
  setup.faults = R"({ "name": "down", "kind": "crash", "target": "b", "at": "0s",
    "for": "450ms" })";
  const Race race(setup);
  CHECK(race.in_short == "1f 1s");
  CHECK(race.took_ms == Times{300, 350});
}

TEST_CASE("Serializable: both have read, and want to write: one is the victim of the other") {
  // The first waits from 0.25 s until the second would wait too, at 0.35 s.
  const Race race(racing(at("serializable"), read_and_write));
  CHECK(race.in_short == "1s 1f");
  CHECK(race.took_ms == Times{400, 150});
  CHECK(race.updates_lost == 0);
  // Again from 0.36 s on, and it has the row from 0.5 s on.
  const Race second(racing(again("serializable"), read_and_write));
  CHECK(second.in_short == "2s");
  CHECK(second.took_ms == Times{400, 600});
  CHECK(second.updates_lost == 0);
}

TEST_CASE("Who only reads waits for who writes where it is serializable, and nowhere else") {
  const auto reader_takes_ms = [](const std::string& level) {
    auto setup = racing(at(level), R"({ "call": "b.read" })");
    setup.services = R"("a": {}, "b": {})";
    setup.operations =
        R"("a.run": [ { "parallel": [ { "call": "b.write" }, { "call": "b.read" } ] },
      { "effect": "done" } ], "b.write": [ { "transaction": "db", "commit": "0ms", "steps": [ )" +
        writes + R"(, { "work": "1s" } ] } ], "b.read": [ { "work": "10ms" },
      { "transaction": "db", "commit": "0ms", )" +
        at(level) + R"( "steps": [ { "query": "db", "time": "1ms" } ] } ])";
    setup.length = "150ms";
    const auto read = Played(setup).attempt_at("b.read");
    return std::round((read.ended_s - read.started_s) * 1e3);
  };
  CHECK(reader_takes_ms("read_committed") == 11);
  CHECK(reader_takes_ms("snapshot") == 11);
  CHECK(reader_takes_ms("serializable") == 1151);
}

TEST_CASE("A write outside of any transaction is lost like one within, and waits like it") {
  const auto race = [](const std::string& steps) {
    auto setup = racing("", steps);
    setup.length = "150ms";
    setup.services = R"("a": {}, "b": {})";
    setup.operations =
        R"("a.run": [ { "parallel": [ { "transaction": "db", "commit": "0ms", "steps": [ )" +
        steps + R"( ] }, { "call": "b.run" } ] }, { "effect": "done" } ],
      "b.run": [ { "work": "20ms" }, { "query": "db", "time": "10ms", "write": true } ])";
    return std::pair(lost(setup), std::round(Played(setup).attempt_at("b.run").ended_s * 1e3));
  };
  CHECK(race(read_and_write) == std::pair(1.0, 130.0));
  CHECK(race(read_for_update) == std::pair(0.0, 410.0));
}

TEST_CASE("Read committed: of updates at rate a, read w before, 1 - e^(-a w) are lost") {
  // Lost is one after which, within w of its own beginning, another one began.
  const double rate = GENERATE(4.0, 15.0);
  const auto share = replicated(thinking("read_committed", rate), 6, [](const Ledger& run) {
    return lost(run) / static_cast<double>(run.transactions.size());
  });
  CHECK_THAT(share, Agrees(-std::expm1(-rate * 0.05), {0.05}));
}

TEST_CASE("Snapshot: of updates at rate a, read w before, 1 / (1 + a w) are committed") {
  // After one is committed none can be for w: Erlang's loss formula with one server.
  const double rate = GENERATE(4.0, 15.0);
  const auto setup = thinking("snapshot", rate);
  CHECK_THAT(replicated(setup, 6,
                        [](const Ledger& run) {
                          return run.count(Outcome::succeeded) /
                                 static_cast<double>(run.transactions.size());
                        }),
             Agrees(1 / (1 + rate * 0.05), {0.03}));
  CHECK(lost(setup) == 0);
}
