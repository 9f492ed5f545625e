#include <algorithm>
#include <string>

#include "tests/theory/agrees.hpp"
#include "tests/theory/played.hpp"

using namespace faultline;

namespace {

/// Twelve requests in turn to four instances, three of which fail them and are ejected for it.
Played three_of_four_fail(const std::string& panic) {
  Setup setup{.length = "1250ms", .arrivals = R"({ "kind": "constant", "rate": "10/s" })"};
  setup.services = R"("a": { "instances": 4, "ejection": { "after": 1, "for": "1h",
    "at_most": 1 } )" +
                   panic + " }";
  setup.operations = R"("a.run": [ { "work": "1ms" }, { "effect": "done" } ])";
  for (const auto* number : {"0", "1", "2"}) {
    const std::string target = std::string("a#") + number;
    setup.faults += (setup.faults.empty() ? "" : ", ") + std::string(R"({ "name": "f)") + number +
                    R"(", "kind": "errors", "rate": 1, "at": "0s", "target": ")" + target + "\" }";
  }
  return Played(setup);
}

/// One of two instances is slowed down `factor` times from 0.55 s on; a request each 100 ms.
std::string checked(const std::string& health, const std::string& factor) {
  Setup setup{.length = "3050ms", .arrivals = R"({ "kind": "constant", "rate": "10/s" })"};
  setup.transaction = R"("policies": [ { "kind": "timeout", "after": "5ms" } ])";
  setup.services = R"("a": { "instances": 2, "health": { "every": "1s", "unhealthy_after": 1, )" +
                   health + " } }";
  setup.operations = R"("a.run": [ { "work": "1ms" }, { "effect": "done" } ])";
  setup.faults = R"({ "name": "slow", "kind": "slow", "target": "a#0", "at": "550ms",
    "factor": )" +
                 factor + " }";
  return Played(setup).in_short();
}

}  // namespace

TEST_CASE("Without panic those that are not ejected get all") {
  CHECK(three_of_four_fail("").in_short() == "3f 9s");
}

TEST_CASE("Panic: with a share of eligible instances below the threshold all are used") {
  CHECK(three_of_four_fail(R"(, "panic": { "below": 0.5 })").in_short() ==
        "3f 1s 3f 1s 3f 1s");  // 1/4 < 1/2: again in turn over all four
  CHECK(three_of_four_fail(R"(, "panic": { "below": 0.25 })").in_short() == "3f 9s");
}

TEST_CASE("Panic: or every call fails, without being sent") {
  const auto played = three_of_four_fail(R"(, "panic": { "below": 0.5, "fail": true })");
  CHECK(played.in_short() == "12f");
  CHECK(played.attempts_at("a.run") == 3);
}

TEST_CASE("A health check sees slowness: one that takes longer than its timeout fails") {
  const std::string how = R"("work": "10ms", "timeout": "200ms")";
  const auto timed_out = [&](const std::string& factor) {
    const auto seen = checked(how, factor);
    return std::ranges::count(seen, 't');
  };
  // In turn, so that "a#0" has the requests at 0.7 s, 0.9 s, ... 2.9 s; 20 times 10 ms is in time.
  CHECK(timed_out("20") == 12);
  // 21 times is not: from the check at 1 s on all go to the other.
  CHECK(timed_out("21") == 2);
}
