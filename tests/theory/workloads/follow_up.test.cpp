#include <string>

#include "tests/theory/agrees.hpp"
#include "tests/theory/consequences.hpp"
#include "tests/theory/played.hpp"

using namespace faultline;

namespace {

/// Accepted at once, paid after 450 ms in the background; 5 ms from the client to the service.
Setup accepted(const std::string& follow_up, const std::string& faults = "") {
  auto setup = one_request();
  setup.drain = "20s";
  setup.effects = R"("paid")";
  const bool asks = follow_up.find("b.status") != follow_up.npos;
  setup.services = R"("a": { "hosts": ["far"] }, "card": { "hosts": ["far"] })";
  if (asks) setup.services += R"(, "b": { "hosts": ["far"] })";
  setup.platform = R"("zones": { "net": { "latency": "5ms", "bandwidth": "1000000Gbps",
    "hosts": ["client", "far"] } })";
  setup.transaction = R"("request": "0B", "response": "0B", "follow_up": { )" + follow_up + " }";
  setup.operations = R"("card.pay": [ { "work": "450ms" }, { "effect": "paid" } ])";
  if (asks) setup.operations += R"(, "b.status": [ { "work": "20ms" } ])";
  setup.designs = R"("only": { "topics": { "asked": { "append": "0ms", "host": "far" } },
    "subscriptions": { "card.pay": { "topic": "asked" } },
    "a.run": [ { "publish": "asked" } ] })";
  setup.faults = faults;
  return setup;
}

}  // namespace

TEST_CASE("Follow-up: the client asks until it knows, and its answer stays the first one") {
  const Played played(
      accepted(R"("ask": "b.status", "every": "100ms", "until": "paid", "give_up": "5s")"));
  CHECK(played.in_short() == "1s");
  CHECK(played.requests[0].took_s == Approx(0.010));
  // Paid at 1.005 + 0.45 s. Asked at 1.11 s and each 130 ms from then on; 1.37 + 0.03 s is too
  // soon.
  CHECK(played.attempts_at("b.status") == 4);
  CHECK(played.attempt_at("b.status").started_s == Approx(1.11));
}

TEST_CASE("Follow-up: a question that fails tells nothing, and another one is asked") {
  const Played played(
      accepted(R"("ask": "b.status", "every": "100ms", "until": "paid", "give_up": "5s")",
               R"({ "name": "broken", "kind": "errors", "target": "b", "rate": 1, "at": "0s",
                    "for": "1600ms" })"));
  // Each 110 ms as long as it fails: at 1.11, 1.22, 1.33, 1.44, 1.55 s; answered from 1.66 s on.
  CHECK(played.attempts_at("b.status") == 6);
}

TEST_CASE("Follow-up: the client gives up asking what never happens") {
  const auto asking = [](const std::string& give_up) {
    return Played(accepted(R"("ask": "b.status", "every": "100ms", "until": "paid", "give_up": ")" +
                               give_up + "\"",
                           R"({ "name": "down", "kind": "crash", "target": "card", "at": "0s" })"))
        .attempts_at("b.status");
  };
  // At 1.11, 1.24 and 1.37 s; the last one is not waited for.
  CHECK(asking("370ms") == 3);
  CHECK(asking("355ms") == 2);
}

TEST_CASE("Follow-up: whose answer is no usable one asks nothing more") {
  const Played played(
      accepted(R"("ask": "b.status", "every": "100ms", "until": "paid", "give_up": "5s")",
               R"({ "name": "down", "kind": "crash", "target": "a", "at": "0s" })"));
  CHECK(played.in_short() == "1f");
  CHECK(played.attempts_at("b.status") == 0);
}

TEST_CASE("Follow-up: what has happened by the time of the answer needs none") {
  auto setup = accepted(R"("ask": "b.status", "every": "100ms", "until": "paid")");
  setup.designs = R"("only": { "a.run": [ { "call": "card.pay" } ] })";
  CHECK(Played(setup).attempts_at("b.status") == 0);
}

TEST_CASE("Follow-up: a user who is told goes on one latency after the effect") {
  const auto asked_at = [](const std::string& follow_up) {
    auto setup = accepted(follow_up);
    setup.length = "2s";
    setup.workload = R"({ "kind": "closed", "users": 1, "think": "100ms" })";
    std::vector<double> times;
    for (const auto& request : Played(setup).requests) times.push_back(request.arrived_s);
    return times;
  };
  // Told 460 ms after asking, it thinks for 100 ms.
  const auto told = asked_at(R"("until": "paid")");
  REQUIRE(told.size() == 4);
  for (std::size_t i = 0; i < told.size(); ++i)
    CHECK(told[i] == Approx(0.1 + 0.56 * static_cast<double>(i)));
  // Its fourth question is answered 0.01 + 4 * 0.13 s after asking.
  const auto polled = asked_at(R"("until": "paid", "ask": "b.status", "every": "100ms")");
  REQUIRE(polled.size() == 4);
  for (std::size_t i = 0; i < polled.size(); ++i)
    CHECK(polled[i] == Approx(0.1 + 0.63 * static_cast<double>(i)));
}

TEST_CASE("Follow-up: when the client knows is told, and whether it gave up before") {
  const auto known = [](const std::string& follow_up) {
    return told(accepted(follow_up), [](const Ledger& ledger) {
      std::vector<double> all;
      for (const auto& one : ledger.follow_ups)
        for (const auto value : {seconds(one.took), double(one.knows)}) all.push_back(value);
      return all;
    });
  };
  const auto check = [](const std::vector<double>& found, double took_s, bool knows) {
    REQUIRE(found.size() == 2);
    CHECK(found[0] == Approx(took_s));
    CHECK(found[1] == knows);
  };
  // Accepted at 1.01 s, paid at 1.455 s; told 5 ms later, or by the answer to the fourth question.
  check(known(R"("until": "paid")"), 0.45, true);
  check(known(R"("until": "paid", "ask": "b.status", "every": "100ms")"), 4 * 0.13, true);
  check(known(R"("until": "paid", "give_up": "300ms")"), 0.3, false);
}
