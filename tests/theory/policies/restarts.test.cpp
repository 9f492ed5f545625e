#include <cmath>
#include <string>

#include "tests/theory/agrees.hpp"
#include "tests/theory/played.hpp"

using namespace faultline;

namespace {

/// A request each 100 ms; "a" asks "b" through this policy.
Setup through(const std::string& policy, const std::string& faults) {
  Setup setup{.length = "2050ms", .arrivals = R"({ "kind": "constant", "rate": "10/s" })"};
  setup.keys_and_classes = R"("keys": { "count": 1 })";
  setup.services = R"("a": {}, "b": {})";
  setup.operations = R"("b.run": [ { "work": "1ms" } ],
    "a.run": [ { "call": "b.run", "policies": [ { "kind": )" +
                     policy + R"( } ] }, { "effect": "done" } ])";
  setup.faults = faults;
  return setup;
}

/// "a" is gone for the request at 1.1 s.
constexpr auto caller_gone = R"({ "name": "gone", "kind": "crash", "target": "a", "at": "1050ms",
  "for": "100ms" })";

std::string failing_b(const std::string& at, const std::string& span) {
  return R"(, { "name": "b", "kind": "errors", "target": "b", "rate": 1, "at": ")" + at +
         R"(", "for": ")" + span + "\" }";
}

std::vector<double> took_ms(const Played& played) {
  std::vector<double> took;
  for (const auto& request : played.requests)
    took.push_back(std::round(request.took_s * 1e6) / 1e3);
  return took;
}

using Times = std::vector<double>;

}  // namespace

TEST_CASE("A breaker that was open is closed after the restart of its caller") {
  const auto played = Played(through(R"("breaker", "consecutive": 2, "open_for": "1h")",
                                     caller_gone + failing_b("0s", "1050ms")));
  CHECK(played.in_short() == "2f 8r 1f 9s");
}

TEST_CASE("A retry budget is whole again after the restart of its caller") {
  const auto played = Played(through(R"("retry", "base": "0ms", "attempts": 2,
    "budget": { "credit": 0, "capacity": 3 })",
                                     caller_gone + failing_b("0s", "1h")));
  CHECK(played.attempts_at("b.run") == (10 + 3) + 0 + (9 + 3));
}

TEST_CASE("A bucket of the caller is full again after its restart, a shared one is not") {
  const auto played = [](const std::string& per) {
    return Played(through(R"("rate_limit", "rate": "0.001/s", "burst": 3, "per": ")" + per + '"',
                          caller_gone))
        .in_short();
  };
  CHECK(played("caller") == "3s 7r 1f 3s 6r");
  CHECK(played("all") == "3s 7r 1f 9r");
}

TEST_CASE("A cached answer is gone after the restart of its caller") {
  const auto played =
      Played(through(R"("fallback", "to": "cached")", caller_gone + failing_b("550ms", "1h")));
  CHECK(played.in_short() == "5s 5d 10f");
}

TEST_CASE("An adaptive limit begins anew after the restart of its caller") {
  // Each failure halves the limit of 4 down to 1. Calls take 350 ms, so that four are under way.
  auto setup = through(R"("aimd_limit", "first": 4, "decrease": 0.5, "increase": 0.001)",
                       caller_gone + failing_b("0s", "350ms"));
  setup.operations.replace(setup.operations.find("1ms"), 3, "350ms");
  // 3 fail at once; then one at a time: at 0.4 s, and at 0.8 s one that is lost in the crash. Then
  // four at a time again: at 1.2 to 1.5 s, at 1.6 s for one has ended by then, and so on.
  CHECK(Played(setup).in_short() == "3f 1s 3r 1f 2r 1f 9s");
}

TEST_CASE("Connections are gone with their target: who asks it next opens a new one") {
  const auto setup = through(R"("pool", "connections": 1, "connect": "50ms")",
                             R"({ "name": "gone", "kind": "crash", "target": "b", "at": "1050ms",
      "for": "200ms" })");
  const Played played(setup);
  CHECK(played.in_short() == "10s 2f 8s");
  // Opened at 0.1 s and at 1.3 s; who is refused waits for nothing.
  CHECK(took_ms(played) == Times{51, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 51, 1, 1, 1, 1, 1, 1, 1});
}

TEST_CASE("Connections are gone with their caller, too") {
  const Played played(through(R"("pool", "connections": 1, "connect": "50ms")", caller_gone));
  CHECK(took_ms(played) == Times{51, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 51, 1, 1, 1, 1, 1, 1, 1, 1});
}

TEST_CASE("Connections to other instances than the one that crashed stay") {
  auto setup = through(R"("pool", "connections": 4, "connect": "50ms")",
                       R"({ "name": "gone", "kind": "crash", "target": "b#0", "at": "850ms",
      "for": "100ms" })");
  setup.services = R"("a": {}, "b": { "instances": 2 })";
  // In turn, so that the first and the second open one each; at 0.9 s "b#1" is asked alone.
  CHECK(took_ms(Played(setup)) ==
        Times{51, 51, 1, 1, 1, 1, 1, 1, 1, 51, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1});
}

TEST_CASE("Reconnect storm: with n handshakes of h at one worker, all wait for n h") {
  // Four callers with a connection each. "b" is back at 1.005 s; they ask at 1.01 to 1.04 s, and
  // each question stands behind the handshakes of all: until 1.01 s + 4 * 100 ms.
  auto setup = through(R"("pool", "connections": 1, "connect_work": "100ms")",
                       R"({ "name": "gone", "kind": "crash", "target": "b", "at": "805ms",
      "for": "200ms" })");
  setup.length = "1045ms";
  setup.arrivals = R"({ "kind": "constant", "rate": "100/s" })";
  setup.services = R"("a": { "instances": 4 }, "b": { "workers": 1 })";
  setup.operations.replace(setup.operations.find("1ms"), 3, "0ms");
  const auto took = took_ms(Played(setup));
  REQUIRE(took.size() == 104);
  CHECK(Times(took.end() - 4, took.end()) == Times{400, 390, 380, 370});
  CHECK(took[79] == 0);  // the last before the crash
}
