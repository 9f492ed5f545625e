#include <catch2/catch.hpp>

#include "tests/theory/played.hpp"

using namespace faultline;

namespace {

constexpr auto three_hosts = R"("zones": { "rack": { "hosts": ["client", "a", "b", "kept"] } })";

std::string skew(const std::string& target, const std::string& more) {
  return R"({ "name": "skew", "kind": "clock_skew", "at": "0s", "target": ")" + target + "\", " +
         more + " }";
}

/// One request: b needs 3 steps of 200 ms each, within a deadline of 500 ms that a sets.
Played with_deadline(const std::string& fault) {
  auto setup = one_request();
  setup.platform = three_hosts;
  setup.services = R"("a": {}, "b": {})";
  setup.operations = R"("a.run": [ { "call": "b.run", "policies": [
      { "kind": "deadline", "after": "500ms" } ] }, { "effect": "done" } ],
    "b.run": [ { "work": "200ms" }, { "work": "200ms" }, { "work": "200ms" } ])";
  setup.faults = fault;
  return Played(in_vain(setup));
}

}  // namespace

TEST_CASE("clock_skew: a deadline that is passed on comes early at who is ahead, late behind") {
  // At its right time b begins its third step at 400 ms, and ends it for nothing.
  CHECK(with_deadline("").spent_s == Approx(0.6));
  // 300 ms ahead, the deadline has passed for b at 200 ms: one step.
  const auto ahead = with_deadline(skew("b", R"("ahead": "300ms")"));
  CHECK(ahead.spent_s == Approx(0.2));
  CHECK(ahead.requests[0].took_s == Approx(0.2).margin(0.002));
  // 600 ms ahead, it has passed before b begins.
  CHECK(with_deadline(skew("b", R"("ahead": "600ms")")).spent_s == 0);
  // Behind, b goes on as long as it likes; a gives up after 500 ms by its own time.
  const auto behind = with_deadline(skew("b", R"("behind": "10s")"));
  CHECK(behind.spent_s == Approx(0.6));
  CHECK(behind.requests[0].took_s == Approx(0.5).margin(0.002));
}

TEST_CASE("clock_skew: who sets a deadline by a wrong clock misleads those that it asks") {
  CHECK(with_deadline(skew("a", R"("behind": "600ms")")).spent_s == 0);
  // Where all are wrong by as much nobody notices.
  CHECK(with_deadline(skew("a", R"("ahead": "1h")") + ", " +
                      R"({ "name": "too", "kind": "clock_skew", "at": "0s", "target": "b",
                        "ahead": "1h" })")
            .spent_s == Approx(0.6));
}

TEST_CASE("clock_skew: what a cache holds expires early by a jump ahead, and late by one back") {
  // One key, loaded at 1 s, for 10 s by the clock of the cache.
  Setup setup = a_request_each_second("40500ms");
  setup.platform = three_hosts;
  setup.keys_and_classes = R"("keys": { "count": 1, "exponent": 0 })";
  setup.services = R"("a": {}, "b": {})";
  setup.caches = R"("kept": { "owner": "a", "time": "0ms", "ttl": "10s" })";
  setup.operations = R"("a.run": [ { "cache": "kept", "miss": [ { "call": "b.run" } ] },
    { "effect": "done" } ], "b.run": [ { "work": "1ms" } ])";
  const auto loads = [&](const std::string& fault) {
    setup.faults = fault;
    std::vector<double> at;
    for (const auto& attempt : Played(setup).attempts)
      if (attempt.operation == "b.run") at.push_back(std::round(attempt.started_s));
    return at;
  };
  using Times = std::vector<double>;
  CHECK(loads("") == Times{1, 12, 23, 34});
  // From 4.5 s on it is 5 s ahead: the first entry ends at 6 s. After the jump back at 14.5 s what
  // was stored at 7 s, for 22 s by that clock, lives until 22 s.
  CHECK(loads(R"({ "name": "skew", "kind": "clock_skew", "target": "kept", "at": "4500ms",
    "for": "10s", "ahead": "5s" })") == Times{1, 7, 23, 34});
}

TEST_CASE("clock_skew: who is ahead of a certificate's end opens no connection") {
  auto setup = each_100ms({}, "10050ms");
  setup.platform = three_hosts;
  setup.services = R"("a": {}, "b": {})";
  setup.operations = R"("a.run": [ { "call": "b.run", "policies": [ { "kind": "pool",
      "connections": 5, "connect": "1ms", "max_age": "2s" } ] }, { "effect": "done" } ],
    "b.run": [ { "work": "1ms" } ])";
  const auto failed = [&](const std::string& ahead) {
    setup.faults =
        R"({ "name": "skew", "kind": "clock_skew", "target": "a", "at": "5s", "for": "3s",
      "certificates_for": "1h", "ahead": ")" +
        ahead + "\" }";
    return Played(setup).count(Outcome::failed);
  };
  // The connection that is open at 5 s is two seconds old at about 6 s: two seconds of failures.
  CHECK(failed("61min") == Approx(20).margin(11));
}
