#include <catch2/catch.hpp>
#include <string>

#include "tests/theory/played.hpp"

using namespace faultline;

namespace {

/// One request: "b" works for 100 ms, then asks "c", which does so too and is down to 1.15 s.
Setup down_at_first() {
  auto setup = one_request();
  setup.services = R"("a": {}, "b": {}, "c": {})";
  setup.operations = R"("b.run": [ { "work": "100ms" }, { "call": "c.run" }, { "effect": "done" } ],
    "c.run": [ { "work": "100ms" } ])";
  setup.faults = R"({ "name": "down", "kind": "crash", "target": "c", "at": "0s",
    "for": "1150ms" })";
  return setup;
}

/// The same work, asked for by a call that is tried again at once, or by an event that is.
Setup by_call() {
  auto setup = down_at_first();
  setup.designs = R"("only": { "a.run": [ { "call": "b.run", "policies": [
    { "kind": "retry", "attempts": 2, "base": "0s" } ] } ] })";
  return setup;
}
Setup by_event() {
  auto setup = down_at_first();
  setup.designs = R"("only": { "topics": { "t": { "append": "0ms" } },
    "subscriptions": { "b.run": { "topic": "t", "redeliver_after": "0s" } },
    "a.run": [ { "publish": "t" } ] })";
  return setup;
}

/// Each "b.run" works for 100 ms and then has the effect.
Setup doing(const std::string& designs) {
  auto setup = one_request();
  setup.services = R"("a": {}, "b": {})";
  setup.operations = R"("b.run": [ { "work": "100ms" }, { "effect": "done" } ])";
  setup.designs = designs;
  return setup;
}

}  // namespace

TEST_CASE("Wasted work: what failed was of no use, whether a call or an event asked for it") {
  for (const auto& setup : {by_call(), by_event()}) {
    const Played played(setup);
    CHECK(played.requests[0].completed);
    CHECK(played.spent_s == Approx(0.1 + 0.2));
    CHECK(played.wasted_s == Approx(0.1));
  }
}

TEST_CASE("Wasted work: a call made twice does again what had happened, as a second copy does") {
  const Played calls(doing(R"("only": { "a.run": [ { "call": "b.run" }, { "call": "b.run" } ] })"));
  auto copies = doing(R"("only": { "topics": { "t": { "append": "0ms" } },
    "subscriptions": { "b.run": { "topic": "t" } }, "a.run": [ { "publish": "t" } ] })");
  copies.faults = R"({ "name": "twice", "kind": "duplicate", "target": "t", "share": 1,
    "at": "0s" })";
  for (const auto& played : {calls, Played(copies)}) {
    CHECK(played.spent_s == Approx(0.2));
    CHECK(played.wasted_s == Approx(0.1));
  }
}

TEST_CASE("Wasted work: what is tried again though it had happened is work for nothing") {
  // The first answer comes after 100 ms, when nobody waits any longer; the second is in time.
  auto setup = doing(R"("only": { "a.run": [ { "call": "b.run", "policies": [
    { "kind": "retry", "attempts": 2, "base": "100ms", "jitter": "none" },
    { "kind": "timeout", "after": "150ms" } ] } ] })");
  setup.faults = R"({ "name": "slow", "kind": "slow", "target": "b", "factor": 2, "at": "0s",
    "for": "1100ms" })";
  const Played played(setup);
  CHECK(played.in_short() == "1s");
  CHECK(played.spent_s == Approx(0.2 + 0.1));
  CHECK(played.wasted_s == Approx(0.2 + 0.1));
}

TEST_CASE("Wasted work: who has an effect of its own is of use, though what it asked for is not") {
  auto setup = doing(R"("only": { "a.run": [ { "call": "b.run" }, { "call": "a.more" } ],
    "a.more": [ { "work": "30ms" }, { "call": "b.run" }, { "effect": "more" } ] })");
  setup.effects = R"("done", "more")";
  const Played played(setup);
  CHECK(played.spent_s == Approx(0.1 + 0.03 + 0.1));
  CHECK(played.wasted_s == Approx(0.1));
}

TEST_CASE("Wasted work: an effect among the steps of a store's transaction counts at its commit") {
  auto setup = one_request();
  setup.stores = R"("s": { "owner": "a", "time": "10ms" })";
  const std::string once = R"({ "transaction": "s", "steps": [ { "work": "20ms" },
    { "effect": "done" } ] })";
  setup.operations = R"("a.do": [ )" + once + " ]";
  setup.designs = R"("only": { "a.run": [ { "call": "a.do" }, { "call": "a.do" } ] })";
  const Played played(setup);
  CHECK(played.spent_s == Approx(2 * (0.02 + 0.01)));
  CHECK(played.wasted_s == Approx(0.02 + 0.01));
}
