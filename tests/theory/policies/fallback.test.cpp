#include <string>

#include "tests/theory/agrees.hpp"
#include "tests/theory/played.hpp"

using namespace faultline;

namespace {

/// A request each second for 10 ms of "a", which is down from 3.5 s on, with this fallback.
Setup falling_back(const std::string& fallback, const std::string& length = "6500ms") {
  auto setup = a_request_each_second(length);
  setup.transaction = R"("policies": [ { "kind": "fallback", )" + fallback + " } ]";
  setup.operations = R"("a.run": [ { "work": "10ms" }, { "effect": "done" } ])";
  setup.faults = R"({ "name": "down", "kind": "crash", "target": "a", "at": "3500ms" })";
  return setup;
}

/// The same with "b.run", which takes 20 ms, asked instead.
Setup asking_b() {
  auto setup = falling_back(R"("to": "call", "call": "b.run")");
  setup.services = R"("a": {}, "b": {})";
  setup.operations += R"(, "b.run": [ { "work": "20ms" }, { "effect": "done" } ])";
  return setup;
}

}  // namespace

TEST_CASE("Fallback to a value: an answer at once, counted as degraded and as available") {
  const auto setup = falling_back(R"("to": "value")");
  CHECK(Played(setup).in_short() == "3s 3d");
  CHECK(Played(setup).requests[3].took_s == 0);
  const Replications runs(setup, 1);
  CHECK(runs.values("availability") == std::vector<double>{1});
  CHECK(runs.values("degraded") == std::vector<double>{3.0 / 6});
  CHECK(runs.values("completion") == std::vector<double>{3.0 / 6});
}

TEST_CASE("Fallback to the last answer: as long as that is no older than its greatest age") {
  // All about one key; the last answer comes at 3.01 s.
  auto setup = falling_back(R"("to": "cached", "max_age": "3s")", "9500ms");
  setup.keys_and_classes = R"("keys": { "count": 1 })";
  CHECK(Played(setup).in_short() == "3s 3d 3f");  // at 4, 5 and 6 s, 2.99 s old
}

TEST_CASE("Fallback to the last answer about another key is none") {
  CHECK(Played(falling_back(R"("to": "cached")")).in_short() == "3s 3f");
}

TEST_CASE("Fallback to the last answers: of as many keys as are remembered") {
  auto setup = falling_back(R"("to": "cached", "entries": 3)", "100s");
  setup.arrivals = R"({ "kind": "constant", "rate": "100/s" })";
  setup.keys_and_classes = R"("keys": { "count": 4 })";
  const Played played(setup);
  const auto after =
      played.requests.size() - static_cast<std::size_t>(played.count(Outcome::succeeded));
  // The three keys used last of four, equally popular.
  CHECK(played.count(Outcome::degraded) / static_cast<double>(after) == Approx(0.75).epsilon(0.02));
}

TEST_CASE("Fallback to another call: its answer is degraded, and takes its own time") {
  const Played played(asking_b());
  CHECK(played.in_short() == "3s 3d");
  CHECK(played.attempts_at("b.run") == 3);
  CHECK(played.requests[4].took_s == Approx(0.020));
  CHECK(played.spent_s == Approx(3 * 0.010 + 3 * 0.020));
  CHECK(played.wasted_s == 0);
}

TEST_CASE("Fallback to another call that fails as well: the first failure stands") {
  auto setup = in_vain(asking_b());
  setup.transaction = R"("policies": [ { "kind": "fallback", "to": "call", "call": "b.run" },
    { "kind": "timeout", "after": "5ms" } ])";
  setup.faults = R"({ "name": "down", "kind": "crash", "target": "b", "at": "3500ms" })";
  CHECK(Played(setup).in_short() == "3d 3t");
}

TEST_CASE("Fallback: only for the outcomes that it is for") {
  CHECK(Played(falling_back(R"("on": ["timed_out"])")).in_short() == "3s 3f");
  CHECK(Played(falling_back(R"("on": ["failed"])")).in_short() == "3s 3d");
}

TEST_CASE("Fallback asks an instance of its own target, wherever a breaker sends the call") {
  auto setup = asking_b();
  setup.transaction = R"("policies": [ { "kind": "breaker", "consecutive": 100,
    "scope": "instance" }, { "kind": "fallback", "to": "call", "call": "b.run" } ])";
  CHECK(Played(setup).in_short() == "3s 3d");  // not at "a", which is down
}
