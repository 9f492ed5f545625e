#include <cmath>
#include <set>
#include <string>

#include "tests/theory/agrees.hpp"
#include "tests/theory/played.hpp"

using namespace faultline;

namespace {

/// A request each 100 ms to "a", in turn to each of its instances, which ask "b".
Setup asking(int callers, int asked, const std::string& balancer) {
  Setup setup{.length = "1650ms", .arrivals = R"({ "kind": "constant", "rate": "10/s" })"};
  setup.services = R"("a": { "instances": )" + std::to_string(callers) +
                   R"( }, "b": { "instances": )" + std::to_string(asked) + ", " + balancer + " }";
  setup.operations = R"("b.run": [ { "work": "1ms" } ],
    "a.run": [ { "call": "b.run" }, { "effect": "done" } ])";
  return setup;
}

/// Which instance of "b" each request was answered by: instance i takes 1 + i ms.
std::string places(Setup setup, int asked) {
  for (int i = 0; i < asked; ++i)
    setup.faults += (setup.faults.empty() ? "" : ", ") + std::string(R"({ "name": "mark )") +
                    std::to_string(i) + R"(", "kind": "slow", "at": "0s", "target": "b#)" +
                    std::to_string(i) + R"(", "factor": )" + std::to_string(i + 1) + " }";
  std::string text;
  for (const auto& request : Played(setup).requests)
    text += usable(request.outcome) ? std::to_string(std::lround(request.took_s * 1000) - 1)
                                    : std::string("-");
  return text;
}

std::string kind(const std::string& name, const std::string& more = "") {
  return R"("balancer": { "kind": ")" + name + "\"" + more + " }";
}

/// From 1.05 s to 2.05 s "b#0" is gone.
constexpr auto gone = R"({ "name": "gone", "kind": "crash", "target": "b#0", "at": "1050ms",
  "for": "1s" })";

}  // namespace

TEST_CASE("In turn: each caller has turns of its own, or one balancer has them for all") {
  // Caller 0 asks 0 1 2 3 ..., caller 1 asks 1 2 3 0 ...
  CHECK(places(asking(2, 4, kind("round_robin")), 4) == "0112233001122330");
  CHECK(places(asking(2, 4, kind("round_robin", R"(, "per": "all")")), 4) == "0123012301230123");
  CHECK(places(asking(1, 4, kind("round_robin")), 4) == "0123012301230123");
}

TEST_CASE("Weighted: the weights hold for each caller") {
  // Smooth turns of weights 3 and 1: 0 0 1 0.
  CHECK(places(asking(2, 2, kind("weighted", R"(, "weights": [ 3, 1 ])")), 2) ==
        "0000110000001100");
  CHECK(places(asking(2, 2, kind("weighted", R"(, "weights": [ 3, 1 ], "per": "all")")), 2) ==
        "0010001000100010");
}

TEST_CASE("Turns begin anew in a caller that restarts") {
  auto setup = asking(1, 4, kind("round_robin"));
  setup.faults = R"({ "name": "restart", "kind": "crash", "target": "a", "at": "650ms",
    "for": "10ms" })";
  CHECK(places(setup, 4) == "0123010123012301");
}

TEST_CASE("The fewest in flight: a caller sees what it has under way, not what hangs") {
  // "b#0" stands still, and the caller gives up after 5 ms: of its own it has none under way.
  const auto seen = [](const std::string& balancer) {
    auto setup = asking(1, 2, balancer);
    setup.operations.replace(setup.operations.find(R"("call": "b.run")"), 15,
                             R"("call": "b.run", "policies": [ { "kind": "timeout",
                               "after": "5ms" } ])");
    setup.faults = R"({ "name": "stuck", "kind": "slow", "target": "b#0", "at": "0s",
      "factor": 100000 })";
    return Played(setup).in_short();
  };
  CHECK(seen(kind("least_in_flight")) == "1t 1s 1t 1s 1t 1s 1t 1s 1t 1s 1t 1s 1t 1s 1t 1s");
  CHECK(seen(kind("least_in_flight", R"(, "per": "all")")) == "1t 15s");
}

TEST_CASE("The fewest in flight: what a caller has under way it does see") {
  // 1 s of work and a request each 100 ms: evenly, whatever the turn.
  auto setup = asking(1, 2, kind("least_in_flight"));
  setup.operations.replace(setup.operations.find("1ms"), 3, "1s");
  setup.length = "850ms";
  std::vector<double> took;
  setup.faults = R"({ "name": "slow", "kind": "slow", "target": "b#1", "at": "0s", "factor": 2 })";
  int slow = 0;
  for (const auto& request : Played(setup).requests) slow += request.took_s > 1.5;
  CHECK(slow == 4);
}

TEST_CASE("A subset: each caller knows k instances, and each instance as many callers") {
  const auto seen = places(asking(4, 4, R"("subset": 2)"), 4);
  REQUIRE(seen.size() == 16);
  std::vector<std::set<char>> known(4);
  for (std::size_t i = 0; i < seen.size(); ++i) known[i % 4].insert(seen[i]);
  std::vector<int> callers(4);
  for (const auto& instances : known) {
    CHECK(instances.size() == 2);
    for (const auto instance : instances) ++callers[static_cast<std::size_t>(instance - '0')];
  }
  CHECK(callers == std::vector{2, 2, 2, 2});  // 4 callers * 2 / 4
}

TEST_CASE("A subset of which none is up is not left for others") {
  auto setup = asking(1, 4, R"("subset": 1)");
  const auto first = places(setup, 4).substr(0, 1);
  setup.faults = R"({ "name": "gone", "kind": "crash", "target": "b#)" + first +
                 R"(", "at": "850ms", "for": "500ms" })";
  CHECK(Played(setup).in_short() == "8s 5f 3s");
}

TEST_CASE("Calls follow a connection, to where it was opened last") {
  auto setup = asking(1, 2, kind("connections", R"(, "opens": "first")"));
  setup.length = "4050ms";
  setup.faults = gone;
  CHECK(places(setup, 2) == std::string(10, '0') + std::string(30, '1'));
  // Opened at 0.1 s, 1.1 s, 2.1 s: as old as 1 s it is opened anew.
  auto aging = asking(1, 2, kind("connections", R"(, "opens": "first", "max_age": "1s")"));
  aging.length = "4050ms";
  aging.faults = gone;
  CHECK(places(aging, 2) == std::string(10, '0') + std::string(10, '1') + std::string(20, '0'));
}

TEST_CASE("Calls take turns over the connections of a caller") {
  const auto more = R"(, "connections": 2, "opens": "turn")";
  CHECK(places(asking(1, 4, kind("connections", more)), 4) == "0101010101010101");
}

TEST_CASE("Calls follow the connections of a pool where those are what is balanced") {
  const auto with = [](const std::string& more) {
    auto setup = asking(1, 2, kind("round_robin"));
    setup.length = "3050ms";
    setup.operations.replace(
        setup.operations.find(R"("call": "b.run")"), 15,
        R"("call": "b.run", "policies": [ { "kind": "pool", "connections": 5, )" + more + " } ]");
    return places(setup, 2);
  };
  CHECK(with(R"("balance": "connections")") == std::string(30, '0'));
  CHECK(with(R"("balance": "connections", "max_age": "1s")") ==
        std::string(10, '0') + std::string(10, '1') + std::string(10, '0'));
  CHECK(with(R"("balance": "calls")").substr(0, 4) == "0101");
}
