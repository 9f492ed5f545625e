#include <string>

#include "tests/theory/agrees.hpp"
#include "tests/theory/played.hpp"

using namespace faultline;

namespace {

/// A request each 100 ms for 1 s through a breaker that opens with the first failure, at 0.1 s, for
/// 150 ms: half open from the request at 0.3 s on.
std::string seen(const std::string& how, const std::string& faults) {
  Setup setup{.length = "1050ms", .arrivals = R"({ "kind": "constant", "rate": "10/s" })"};
  setup.transaction = R"("policies": [ { "kind": "breaker", "consecutive": 1,
    "open_for": "150ms", )" +
                      how + " } ]";
  setup.operations = R"("a.run": [ { "work": "1ms" }, { "effect": "done" } ])";
  setup.faults = R"({ "name": "first", "kind": "errors", "target": "a", "rate": 1, "at": "50ms",
    "for": "100ms" }, )" +
                 faults;
  return Played(setup).in_short();
}

std::string failing(const std::string& at, const std::string& span) {
  return R"({ "name": "again", "kind": "errors", "target": "a", "rate": 1, "at": ")" + at +
         R"(", "for": ")" + span + "\" }";
}

}  // namespace

TEST_CASE("Half open: so many probes are judged together by the share of them that failed") {
  const std::string how = R"("probes": 4, "probe_rate": 0.5)";
  // Probes at 0.3 to 0.6 s. One of four fails: it closes. Two fail: it opens, to 0.75 s.
  CHECK(seen(how, failing("450ms", "100ms")) == "1f 1r 2s 1f 5s");
  CHECK(seen(how, failing("450ms", "200ms")) == "1f 1r 2s 2f 1r 3s");
  // One probe, and one failure is all of them.
  CHECK(seen(R"("probe_rate": 1)", failing("250ms", "100ms")) == "1f 1r 1f 1r 6s");
}

TEST_CASE("Half open: no more probes than are judged") {
  // Each takes 350 ms: probes at 0.3 and 0.4 s, verdict at 0.75 s.
  Setup setup{.length = "1050ms", .arrivals = R"({ "kind": "constant", "rate": "10/s" })"};
  setup.transaction = R"("policies": [ { "kind": "breaker", "consecutive": 1,
    "open_for": "150ms", "probes": 2, "probe_rate": 1 } ])";
  setup.operations = R"("a.run": [ { "work": "350ms" }, { "effect": "done" } ])";
  setup.faults = failing("50ms", "100ms");
  CHECK(Played(setup).in_short() == "1f 1r 2s 3r 3s");
}

TEST_CASE("Half open: with fewer probes than are under way no more are made") {
  // Each takes 350 ms: probes at 0.3, 0.4 and 0.5 s, then one at a time; the first closes it.
  Setup setup{.length = "1050ms", .arrivals = R"({ "kind": "constant", "rate": "10/s" })"};
  setup.transaction = R"("policies": [ { "kind": "breaker", "consecutive": 1,
    "open_for": "150ms", "probes": 3 } ])";
  setup.operations = R"("a.run": [ { "work": "350ms" }, { "effect": "done" } ])";
  setup.faults = failing("50ms", "100ms");
  setup.changes = R"({ "name": "fewer", "set": "transaction.policies.0.probes", "to": 1,
    "at": "550ms" })";
  CHECK(Played(setup).in_short() == "1f 1r 3s 1r 4s");
}

TEST_CASE(
    "Half open: a probe that does not come back keeps it half open, or as long as it may be") {
  const auto stuck = R"({ "name": "stuck", "kind": "slow", "target": "a", "factor": 10000,
    "at": "250ms", "for": "100ms" })";
  CHECK(seen(R"("probes": 1)", stuck) == "1f 1r 1s 7r");
  // Half open to 0.55 s, open again to 0.7 s; what the first probe says later does not count.
  CHECK(seen(R"("half_open_for": "250ms")", stuck) == "1f 1r 1s 3r 4s");
}
