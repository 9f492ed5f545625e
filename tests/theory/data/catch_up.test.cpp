#include <algorithm>
#include <string>

#include "tests/theory/agrees.hpp"
#include "tests/theory/data/projected.hpp"
#include "tests/theory/played.hpp"

using namespace faultline;

namespace {

std::string crash(const std::string& node, const std::string& at, const std::string& span) {
  return R"({ "name": "down )" + node + at + R"(", "kind": "crash", "target": ")" + node +
         R"(", "at": ")" + at + R"(", "for": ")" + span + R"(" })";
}

/// Each tenth of a second a request about the same key writes, if it can, and reads a replica, if
/// it can. The one replica is down from 1.05 to 2.05 s.
Setup behind(const std::string& store, const std::string& more = "") {
  Setup setup{.length = "3550ms"};
  setup.arrivals = R"({ "kind": "constant", "rate": "10/s" })";
  setup.keys_and_classes = R"("keys": { "count": 1 })";
  setup.stores = R"("db": { "owner": "a", "time": "0ms", "replicas": 1)" + store + " }";
  setup.operations = R"("a.run": [ { "query": "db", "write": true, "optional": true },
    { "query": "db", "from": "replica", "optional": true }, { "effect": "done" } ])";
  setup.faults = crash("db#1", "1050ms", "1s") + more;
  return setup;
}

std::string from(double at_s, const Setup& setup) {
  auto reads = reads_of(setup);
  std::erase_if(reads, [&](const ReadFound& read) { return read.at_s < at_s; });
  return in_short(reads);
}

std::vector<long> lost_at_ms(const Setup& setup) {
  std::vector<long> times;
  for (const auto at : told(setup, [](const Ledger& run) {
         std::vector<double> all;
         for (const auto& incident : run.incidents)
           if (incident.what == Incident::update_lost) all.push_back(seconds(incident.at));
         return all;
       }))
    times.push_back(std::lround(at * 1e3));
  return times;
}

constexpr auto rate = R"(, "replica_rate": "20/s")";

}  // namespace

TEST_CASE("Replica that was down for T catches up T a / (R - a) later, and serves old data") {
  // Of 10 updates a second it can take 20. At 2.05 s it lacks those of 1.1 to 2.0 s, and of each
  // tenth of a second it takes two, of which one is new: it has all but the newest at 3.05 s.
  CHECK(from(2, behind(rate)) ==
        "2100 900/10, 2200 800/9, 2300 700/8, 2400 600/7, 2500 500/6, 2600 400/5, 2700 300/4, "
        "2800 200/3, 2900 100/2, 3000 0/1, 3100 0/1, 3200 0/1, 3300 0/1, 3400 0/1, 3500 0/1");
}

TEST_CASE("Replica without a rate has all that it missed as soon as it is back") {
  CHECK(from(2, behind("")).starts_with("2100 0/0, 2200 0/0"));
}

TEST_CASE("Replica: what it can take bounds what it has, also where it was never down") {
  // At 5/s each second adds five that it lacks.
  auto setup = behind(R"(, "replica_rate": "5/s")");
  setup.faults = "";
  CHECK(in_short(reads_of(setup)).starts_with("100 0/1, 200 100/2, 300 100/2, 400 200/3, 500"));
}

TEST_CASE("Replica that is further behind than is allowed is not read, but the primary") {
  const auto setup = behind(std::string(rate) + R"(, "most_behind": "300ms")");
  // Nobody writes until then, and nobody is there to be read until 2.85 s.
  CHECK(Played(setup).in_short() == "35s");
  CHECK(from(1.1, setup).starts_with("2700 300/4, 2800 200/3"));
}

TEST_CASE("Replica that is not behind is read in place of the one that is") {
  auto setup = behind(std::string(rate) + R"(, "most_behind": "300ms")");
  setup.stores.replace(setup.stores.find(R"("replicas": 1)"), 13, R"("replicas": 2)");
  const auto reads = reads_of(setup);
  CHECK(reads.size() == 35);
  CHECK(
      std::ranges::none_of(reads, [](const ReadFound& read) { return read.staleness_s > 0.301; }));
}

TEST_CASE("Fail-over to a replica that is catching up loses what it lacks") {
  const auto down = [](const std::string& at) { return ", " + crash("db#0", at, "300ms"); };
  // By 2.55 s it has those up to 2.0 s; those of 2.1 to 2.5 s are lost when it takes over.
  const auto setup = behind(std::string(rate) + R"(, "failover": "100ms")", down("2550ms"));
  CHECK(lost_at_ms(setup) == std::vector<long>(5, 2650));
  CHECK(Played(setup).in_short() == "10s 10d 5s 3d 7s");
}

TEST_CASE("Who was the primary comes back as a replica, and is behind like one") {
  // At 2.85 s it lacks those of 2.7 and 2.8 s.
  const auto faults = ", " + crash("db#0", "2550ms", "300ms");
  const auto store = std::string(rate) + R"(, "failover": "100ms")";
  CHECK(from(2.85, behind(store, faults)).starts_with("2900 100/2, 3000 0/1, 3100 0/1"));
  // Back to it: what it had by then is there, and what it had not is lost.
  const auto back = [&](const std::string& at) {
    return lost_at_ms(behind(store, faults + ", " + crash("db#1", at, "1h"))).size();
  };
  CHECK(back("3455ms") == 5);
  CHECK(back("3445ms") == 6);
}

TEST_CASE("A replica that comes back while the primary is away gets nothing until that is back") {
  // The primary is away from 1.95 to 2.23 s; writes of 2.0 to 2.2 s fail.
  const auto setup = behind(rate, ", " + crash("db#0", "1950ms", "280ms"));
  CHECK(from(2, setup).starts_with("2100 1000/9, 2200 1100/9, 2300 1100/9, 2400 1000/8"));
}
