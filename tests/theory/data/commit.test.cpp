#include <string>

#include "tests/theory/agrees.hpp"
#include "tests/theory/consequences.hpp"
#include "tests/theory/data/projected.hpp"
#include "tests/theory/played.hpp"

using namespace faultline;

namespace {

std::string crash(const std::string& target, const std::string& at) {
  return R"({ "name": "down", "kind": "crash", "target": ")" + target + R"(", "at": ")" + at +
         R"(", "for": "1h" })";
}

/// A request at 1 s, within a transaction: it writes for 6 ms, has its effect, takes 2 ms and these
/// steps, and commits for 4 ms.
Setup with(const std::string& steps, const std::string& faults = "") {
  auto setup = one_request();
  setup.services = R"("a": {}, "b": {})";
  setup.stores = R"("db": { "owner": "a", "time": "6ms" })";
  setup.operations = R"("b.run": [ { "work": "1ms" } ], "a.run": [ { "transaction": "db",
    "commit": "4ms", "steps": [ { "query": "db", "write": true }, { "effect": "done" },
      { "work": "2ms" }, { "call": "b.run", "probability": 0 })" +
                     steps + " ] } ]";
  setup.faults = faults;
  return setup;
}

constexpr auto call_b = R"(, { "call": "b.run" })";

/// At 0.1 and 0.2 s two share a row, and both want it for themselves: the second is the victim.
Setup crossing(const std::string& retries, const std::string& effect = R"({ "effect": "done" })") {
  Setup setup{.length = "250ms"};
  setup.arrivals = R"({ "kind": "constant", "rate": "10/s" })";
  setup.keys_and_classes = R"("keys": { "count": 1 })";
  setup.stores = R"("db": { "owner": "a", "time": "150ms" })";
  setup.operations = R"("a.run": [ { "transaction": "db", "commit": "0ms", )" + retries +
                     R"( "steps": [ { "query": "db", "lock": { "row": "shared" } }, )" + effect +
                     R"(, { "query": "db", "lock": { "row": "exclusive" } } ] } ])";
  return setup;
}

double duplicates(const Setup& setup) {
  return told(setup, [](const Ledger& run) {
    double sum = 0;
    for (const auto& one : run.transactions) sum += one.duplicates;
    return std::vector{sum};
  })[0];
}

/// Each second: a transaction of the store "s" with these steps, committed for 10 ms, and then.
Setup noted(const std::string& steps, const std::string& then, const std::string& more = "") {
  Projected projected{.publish = R"({ "transaction": "s", "commit": "10ms", "optional": true,
    "steps": [ )" + steps + R"(, { "call": "c.run", "probability": 0 } ] })",
                      .then = then};
  projected.topic = R"(, "partitions": 1)";
  projected.subscription = R"("consumers": 1)";
  projected.work = "0s";
  projected.more = more;
  auto setup = projected.each_second("2500ms");
  setup.services += R"(, "c": {})";
  setup.operations += R"(, "c.run": [ { "work": "1ms" } ])";
  setup.stores = R"("s": { "owner": "a", "time": "0s" })";
  setup.faults = crash("c", "0s");
  return setup;
}

const std::string capturing = R"(, "captures": { "s": { "topic": "t", "lag": "40ms" } })";
const std::string writing = R"({ "query": "s", "write": true }, { "work": "30ms" })";
const std::string put_out =
    R"({ "publish": "t", "outbox": { "store": "s", "tail": "40ms" } }, { "work": "30ms" })";
const std::string fails = R"(, { "call": "c.run" })";

}  // namespace

TEST_CASE("Commit: an effect within a transaction happens when that is committed") {
  CHECK(Consequences(with("")).completed == Times{1012});
  auto setup = with("");
  setup.operations = R"("b.run": [ { "work": "1ms" }, { "effect": "done" } ],
    "a.run": [ { "transaction": "db", "commit": "4ms", "steps": [ { "query": "db" },
      { "parallel": [ { "effect": "done" }, { "work": "3ms" } ] }, { "work": "2ms" },
      { "call": "b.run", "probability": 0 } ] } ])";
  CHECK(Consequences(setup).completed == Times{1015});
}

TEST_CASE("Commit: what others do for a transaction happens at once, committed or not") {
  auto setup = with(call_b, crash("db", "1011ms"));
  setup.operations.replace(setup.operations.find(R"({ "work": "1ms" })"), 17,
                           R"({ "work": "1ms" }, { "effect": "done" })");
  CHECK(Consequences(setup).completed == Times{1009});
}

TEST_CASE("Rolled back: no effect of a transaction whose step fails") {
  CHECK(Consequences(with(call_b)).completed == Times{1013});
  CHECK(Consequences(with(call_b, crash("b", "0s"))).completed.empty());
}

TEST_CASE("Rolled back: no effect of a transaction that is given up, but of one that goes on") {
  auto setup = with("");
  setup.transaction = R"("policies": [ { "kind": "timeout", "after": "11ms", "cancel": true } ])";
  CHECK(Consequences(setup).answered == Times{1011});
  CHECK(Consequences(setup).completed.empty());
  setup.transaction = R"("policies": [ { "kind": "timeout", "after": "11ms" } ])";
  CHECK(Consequences(setup).answered == Times{1011});
  CHECK(Consequences(setup).completed == Times{1012});
}

TEST_CASE(
    "Rolled back: no effect where the store or the one who asks it crashes before the commit "
    "is over") {
  for (const auto* part : {"a", "db"}) {
    CHECK(Consequences(with("", crash(part, "1011ms"))).completed.empty());
    CHECK(Consequences(with("", crash(part, "1013ms"))).completed == Times{1012});
  }
}

TEST_CASE("Rolled back: the victim of a deadlock has no effect, and one when it is run again") {
  CHECK(Consequences(crossing("")).completed == Times{500});
  // The victim begins again at 0.36 s, waits until 0.5 s, and reads and writes until 0.8 s.
  const auto again = crossing(R"("retries": 1,)");
  CHECK(Consequences(again).completed == Times{500, 800});
  CHECK(duplicates(again) == 0);
}

TEST_CASE("Rolled back: an effect that was to be taken back is still there") {
  const auto take_back = [](const std::string& then, const std::string& faults) {
    auto setup = with(then, faults);
    const std::string effect = R"({ "effect": "done" })";
    setup.operations.replace(setup.operations.find(effect), effect.size(),
                             R"({ "take_back": "done" })");
    setup.operations.insert(setup.operations.find(R"({ "transaction")"), effect + ", ");
    return Consequences(setup);
  };
  CHECK(take_back("", "").compensated == Times{1012});
  CHECK(take_back(call_b, crash("b", "0s")).compensated.empty());
  CHECK(take_back(call_b, crash("b", "0s")).completed == Times{1000});
}

TEST_CASE("Effectively once: what is taken back is so when the event is committed, and once") {
  auto setup = one_request();
  setup.services = R"("a": {}, "b": {})";
  setup.operations = R"("b.run": [ { "work": "1ms" } ],
    "a.run": [ { "effect": "done" }, { "publish": "undo" } ],
    "a.undo": [ { "take_back": "done" }, { "work": "50ms" }, { "call": "b.run" } ])";
  setup.designs = R"("only": { "topics": { "undo": { "append": "0ms" } },
    "subscriptions": { "a.undo": { "topic": "undo", "delivery": "effectively_once",
      "redeliver_after": "500ms" } } })";
  setup.faults = R"({ "name": "down", "kind": "crash", "target": "b", "at": "0s",
    "for": "1200ms" })";
  // It fails at 1.05 s, and succeeds from 1.55 to 1.601 s.
  CHECK(Consequences(setup).compensated == Times{1601});
}

TEST_CASE("Captured: a write within a transaction is told of when that is committed") {
  // Written at 1 s, committed at 1.04 s, published at 1.08 s.
  CHECK(starts_of(noted(writing, R"({ "read": "view" })", capturing)) == "1080 2080 ");
  CHECK(in_short(reads_of(noted(writing, read_after(30) + ", " + read_after(20), capturing))) ==
        "1070 30/1, 1090 0/0, 2070 30/1, 2090 0/0");
}

TEST_CASE("Captured: nothing of a transaction that is rolled back") {
  const auto setup = noted(writing + fails, read_after(30) + ", " + read_after(20), capturing);
  CHECK(starts_of(setup).empty());
  CHECK(in_short(reads_of(setup)) == "1060 0/0, 1080 0/0, 2060 0/0, 2080 0/0");
}

TEST_CASE("Outbox: its row is a part of the transaction, and comes and goes with it") {
  CHECK(starts_of(noted(put_out, R"({ "read": "view" })")) == "1080 2080 ");
  CHECK(starts_of(noted(put_out + fails, R"({ "read": "view" })")).empty());
}

TEST_CASE("Outbox in another store than the transaction's is no part of that") {
  auto setup = noted(put_out + fails, R"({ "read": "view" })");
  setup.stores += R"(, "other": { "owner": "a", "time": "0s" })";
  const std::string own = R"("outbox": { "store": "s")";
  setup.operations.replace(setup.operations.find(own), own.size(),
                           R"("outbox": { "store": "other")");
  CHECK(starts_of(setup) == "1040 2040 ");
}

TEST_CASE("Dual write: what is published within a transaction is not called back with it") {
  const auto phantoms = [](const std::string& publish, const std::string& then) {
    auto setup = noted(R"({ "effect": "done" }, )" + publish + R"(, { "work": "30ms" })" + then,
                       R"({ "read": "view" })");
    const std::string last = R"(, { "effect": "done" } ])";
    setup.operations.replace(setup.operations.find(last), last.size(), " ]");
    return told(setup, [](const Ledger& run) {
      return std::vector{static_cast<double>(
          std::ranges::count(run.incidents, Incident::phantom, &IncidentRecord::what))};
    })[0];
  };
  const std::string plain = R"({ "publish": "t", "tells": "done" })";
  const std::string outbox = R"({ "publish": "t", "tells": "done",
    "outbox": { "store": "s", "tail": "40ms" } })";
  CHECK(phantoms(plain, "") == 0);
  CHECK(phantoms(plain, fails) == 2);
  CHECK(phantoms(outbox, fails) == 0);
}
