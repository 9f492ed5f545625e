#include <string>

#include "tests/theory/agrees.hpp"
#include "tests/theory/played.hpp"

using namespace faultline;

namespace {

/// A request each 100 ms for `length`, through policies; each works as long as that takes.
Setup ten_a_second(const std::string& policies, const std::string& length,
                   const std::string& work = "1ms") {
  Setup setup{.length = length, .arrivals = R"({ "kind": "constant", "rate": "10/s" })"};
  setup.transaction = R"("policies": [ )" + policies + " ]";
  setup.operations = R"("a.run": [ { "work": ")" + work + R"(" }, { "effect": "done" } ])";
  return setup;
}

std::string breaker(const std::string& how) { return R"({ "kind": "breaker", )" + how + " }"; }

/// "a" fails everything at once from one instant to another.
std::string failing(const std::string& from, const std::string& span) {
  return R"({ "name": "failing", "kind": "errors", "target": "a", "rate": 1, "at": ")" + from +
         R"(", "for": ")" + span + "\" }";
}

std::string seen(Setup setup, const std::string& faults) {
  setup.faults = faults;
  return Played(setup).in_short();
}

}  // namespace

TEST_CASE("Breaker: so many failures in a row open it, a probe after open_for tells whether") {
  // Opens at 1.3 s; probes at 2.4 s and 3.5 s fail, that at 4.6 s closes it.
  CHECK(seen(ten_a_second(breaker(R"("consecutive": 3, "open_for": "1050ms")"), "6050ms"),
             failing("1050ms", "3s")) == "10s 3f 10r 1f 10r 1f 10r 15s");
}

TEST_CASE("Breaker: a success in between begins the count of failures anew") {
  const auto two_out_of_three = failing("1050ms", "200ms") + ", " +
                                R"({ "name": "again", "kind": "errors", "target": "a", "rate": 1,
    "at": "1350ms", "for": "200ms" })";
  CHECK(seen(ten_a_second(breaker(R"("consecutive": 3)"), "2050ms"), two_out_of_three) ==
        "10s 2f 1s 2f 5s");
}

TEST_CASE("Breaker by the rate of the last calls: opens at the first call with which it is there") {
  const auto with = [](const std::string& how) {
    return seen(ten_a_second(breaker(R"("open_for": "1h", )" + how), "3050ms"),
                failing("1050ms", "1h"));
  };
  CHECK(with(R"("rate": 0.5, "calls": 4, "least": 1)") == "10s 2f 18r");
  CHECK(with(R"("rate": 0.75, "calls": 4, "least": 1)") == "10s 3f 17r");
  CHECK(with(R"("rate": 0.51, "calls": 4, "least": 1)") == "10s 3f 17r");
  CHECK(with(R"("rate": 0.5, "calls": 100, "least": 1)") == "10s 10f 10r");
  CHECK(with(R"("rate": 0.5, "calls": 100, "least": 15)") == "10s 10f 10r");
  CHECK(with(R"("rate": 0.5, "calls": 100, "least": 25)") == "10s 15f 5r");
  CHECK(with(R"("rate": 1, "calls": 100, "consecutive": 7)") == "10s 7f 13r");
}

TEST_CASE("Breaker by the rate of the last time: what is older does not count") {
  const auto with = [](const std::string& how) {
    return seen(ten_a_second(breaker(R"("open_for": "1h", "rate": 0.5, )" + how), "3050ms"),
                failing("1050ms", "1h"));
  };
  // Of the latest second there are ten calls, kept in tenths of a second.
  CHECK(with(R"("within": "1s", "least": 1)") == "10s 5f 15r");
  CHECK(with(R"("within": "1s", "least": 10)") == "10s 5f 15r");
  CHECK(with(R"("within": "1s", "least": 11)") == "10s 20f");
  CHECK(with(R"("within": "200ms", "least": 2)") == "10s 1f 19r");
  CHECK(with(R"("within": "1h", "least": 1)") == "10s 10f 10r");
}

TEST_CASE("Breaker: a quiet time empties the window") {
  auto setup = ten_a_second(breaker(R"("rate": 0.5, "within": "1s", "least": 2)"), "20500ms");
  setup.arrivals = R"({ "kind": "constant", "rate": "0.5/s" })";
  CHECK(seen(setup, failing("0s", "1h")) == "10f");  // each stands alone
}

TEST_CASE("Half open: so many probes at a time, and so many successes in a row close it") {
  const auto policy = breaker(R"("consecutive": 2, "open_for": "250ms", "probes": 2,
    "close_after": 3)");
  // Opens at 0.2 s, half open from 0.45 s on. Probes take 250 ms: at 0.5 and 0.6 s, at 0.8 s once
  // the first is back, at 0.9 s once the second is; none at 0.7 and 1.0 s. The third success comes
  // at 1.05 s.
  CHECK(seen(ten_a_second(policy, "2050ms", "250ms"), failing("0s", "450ms")) ==
        "2f 2r 2s 1r 2s 1r 10s");
}

TEST_CASE("Half open: a failure after a success opens it again") {
  const auto policy = breaker(R"("consecutive": 1, "open_for": "150ms", "close_after": 2)");
  // Opens at 0.1 s; the probe at 0.3 s succeeds, that at 0.4 s fails; probes at 0.6 and 0.7 s.
  CHECK(seen(ten_a_second(policy, "1050ms"),
             failing("0s", "250ms") + R"(, { "name": "again", "kind": "errors", "target": "a",
    "rate": 1, "at": "350ms", "for": "100ms" })") == "1f 1r 1s 1f 1r 5s");
}

TEST_CASE("Late answers from before it opened do not count as probes") {
  // Each takes 250 ms and then fails, for "b" is down: those asked at 0.1 to 0.3 s fail at 0.35 to
  // 0.55 s. It opens at 0.35 s, and is half open at 0.4 s, where one probe goes, to fail at 0.65 s.
  auto setup = ten_a_second(breaker(R"("consecutive": 1, "open_for": "50ms")"), "1050ms");
  setup.services += R"(, "b": {})";
  setup.operations = R"("b.run": [ { "effect": "done" } ],
    "a.run": [ { "work": "250ms" }, { "call": "b.run" } ])";
  CHECK(seen(setup, R"({ "name": "down", "kind": "crash", "target": "b", "at": "0s" })") ==
        "4f 2r 1f 2r 1f");
}

TEST_CASE("Breaker: an answer that takes longer than \"slow\" counts as failed") {
  const auto slow = R"({ "name": "slow", "kind": "slow", "target": "a", "factor": 100,
    "at": "1050ms", "for": "1h" })";
  const auto with = [&](const std::string& how) {
    return seen(
        ten_a_second(breaker(R"("consecutive": 2, "open_for": "1h", )" + how), "2050ms", "500us"),
        slow);
  };
  CHECK(with(R"("slow": "49ms")") == "12s 8r");
  CHECK(with(R"("slow": "50ms")") == "20s");
}

TEST_CASE("Breaker: other outcomes than those of \"on\" do not count") {
  const auto with = [](const std::string& on) {
    return seen(ten_a_second(breaker(R"("consecutive": 2, "open_for": "1h", "on": [)" + on + "]"),
                             "1050ms"),
                failing("0s", "1h"));
  };
  CHECK(with(R"("failed")") == "2f 8r");
  CHECK(with(R"("timed_out", "rejected")") == "10f");
}

TEST_CASE("Breaker: what the caller gives up from further out counts as failed") {
  const std::string timeout = R"({ "kind": "timeout", "after": "50ms" })";
  const auto policy = breaker(R"("consecutive": 2, "open_for": "1h", "on": ["failed"])");
  CHECK(seen(in_vain(ten_a_second(timeout + ", " + policy, "1050ms", "60ms")), "") == "2t 8r");
  CHECK(seen(in_vain(ten_a_second(policy + ", " + timeout, "1050ms", "60ms")), "") == "10t");
}

TEST_CASE("Breaker: each instance that asks has its own") {
  auto setup = ten_a_second("", "10050ms");
  setup.services = R"("a": { "instances": 4 }, "b": {})";
  setup.operations = R"("b.run": [ { "effect": "done" } ], "a.run": [ { "call": "b.run",
    "policies": [ { "kind": "breaker", "consecutive": 3, "open_for": "1h" } ] } ])";
  setup.faults = R"({ "name": "down", "kind": "crash", "target": "b", "at": "0s" })";
  const Played played(setup);
  CHECK(played.attempts_at("b.run") == 4 * 3);
  CHECK(played.in_short() == "12f 88r");
}
