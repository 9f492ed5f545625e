#include <string>

#include "tests/theory/agrees.hpp"
#include "tests/theory/played.hpp"

using namespace faultline;

namespace {

/// Every fifth answer of "b" takes 1 s, the others 10 ms; a hedge asks again after 20 ms. No call
/// ever fails: what is slow is only not needed any more.
Setup hedged_around(const std::string& inner, const std::string& cancel) {
  Setup setup{.length = "60s", .arrivals = poisson_at(20)};
  setup.services = R"("a": { "workers": 1000000 }, "b": { "workers": 1000000, "instances": 4 })";
  setup.operations = R"("b.run": [ { "work": { "kind": "mixture", "of": [
      { "weight": 4, "time": "10ms" }, { "weight": 1, "time": "1s" } ] } } ],
    "a.run": [ { "call": "b.run", "policies": [
      { "kind": "hedge", "after": "20ms", "attempts": 9, "cancel": )" +
                     cancel + " }, " + inner + R"( ] }, { "effect": "done" } ])";
  return setup;
}

}  // namespace

TEST_CASE("The losers of a hedge open no breaker and shrink no limit") {
  const std::string cancel = GENERATE("true", "false");
  INFO("cancel " << cancel);
  for (const auto* inner : {R"({ "kind": "breaker", "rate": 0.1, "calls": 20 })",
                            R"({ "kind": "breaker", "consecutive": 2, "scope": "instance" })",
                            R"({ "kind": "aimd_limit", "first": 30, "min": 2, "max": 40 })"}) {
    INFO(inner);
    const Played played(hedged_around(inner, cancel));
    CHECK(played.share(Outcome::succeeded) == 1);
  }
}

TEST_CASE("Whom the losers of a hedge were asked is not ejected for it") {
  auto setup = hedged_around(R"({ "kind": "timeout", "after": "2s" })", "true");
  setup.services = R"("a": { "workers": 1000000 },
    "b": { "workers": 1000000, "instances": 2, "ejection": { "after": 1, "for": "1h" } })";
  const auto ejecting = Played(setup).attempts_at("b.run");
  setup.services = R"("a": { "workers": 1000000 }, "b": { "workers": 1000000, "instances": 2 })";
  CHECK(ejecting == Played(setup).attempts_at("b.run"));
}

TEST_CASE("While an instance stands still it neither calls nor answers") {
  auto setup = one_request();  // arrives at 1 s
  setup.services = R"("a": {}, "b": {})";
  setup.operations = R"("b.run": [ { "work": "100ms" } ],
    "a.run": [ { "call": "b.run" }, { "effect": "done" } ])";
  const auto took_s = [&](const std::string& at, const std::string& span) {
    setup.faults = R"({ "name": "still", "kind": "pause", "target": "a", "at": ")" + at +
                   R"(", "for": ")" + span + R"(" })";
    return Played(setup).requests[0].took_s;
  };
  CHECK(took_s("900ms", "300ms") == Approx(0.2 + 0.1));  // it calls once it moves, at 1.2 s
  CHECK(took_s("1050ms", "300ms") == Approx(0.35));      // the answer of 1.1 s waits until 1.35 s
  CHECK(took_s("1150ms", "300ms") == Approx(0.1));
}

TEST_CASE("The load of a miss is a part of the visit: no second way, nor a second request") {
  auto setup = one_request();
  setup.services = R"("a": { "load": [ { "at": 1, "factor": 1 }, { "at": 2, "factor": 10 } ] })";
  setup.caches = R"("shelf": { "owner": "a", "time": "0ms" })";
  setup.keys_and_classes = R"("keys": { "count": 1 })";
  setup.operations = R"("a.run": [ { "cache": "shelf", "miss": [ { "work": "20ms" } ] },
    { "effect": "done" } ])";
  setup.faults = R"({ "name": "far", "kind": "latency", "target": "a", "extra": "100ms",
    "at": "0s" })";
  CHECK(Played(setup).requests[0].took_s == Approx(0.1 + 0.02 + 0.1));
  setup.caches = R"("shelf": { "owner": "a", "time": "0ms", "coalesce": true })";
  CHECK(Played(setup).requests[0].took_s == Approx(0.1 + 0.02 + 0.1));
}

TEST_CASE("A limit per client stops the one who asks too often, and nobody else") {
  Setup setup{.length = "100500ms"};
  setup.transaction =
      R"("policies": [ { "kind": "rate_limit", "rate": "1/s", "burst": 1, "per": "client" } ])";
  setup.operations = R"("a.run": [ { "effect": "done" } ])";
  setup.workload = R"({ "kind": "closed", "users": 10, "think": "500ms" })";  // 2/s each, 1/s pass
  CHECK(Played(setup).share(Outcome::succeeded) == Approx(0.5).margin(0.01));
  setup.workload = R"({ "kind": "closed", "users": 10, "think": "1s" })";
  CHECK(Played(setup).share(Outcome::succeeded) == 1);
  setup.workload = R"({ "kind": "open", "arrivals": "10/s", "clients": 1000000 })";
  CHECK(Played(setup).share(Outcome::succeeded) > 0.99);
}
