#include <cmath>
#include <string>

#include "tests/theory/agrees.hpp"
#include "tests/theory/played.hpp"

using namespace faultline;

namespace {

/// Three instances of "a" behind a breaker.
Setup three(const std::string& shards, const std::string& breaker) {
  Setup setup{.length = "100s", .arrivals = poisson_at(150)};
  setup.transaction = R"("policies": [ { "kind": "breaker", )" + breaker + " } ]";
  setup.services = R"("a": { "instances": 3, "shards": )" + shards + " }";
  setup.operations = R"("a.run": [ { "work": "1ms" }, { "effect": "done" } ])";
  return setup;
}

/// One shard of three is down from the beginning.
Setup one_shard_down(const std::string& scope) {
  auto setup =
      three("3", R"("rate": 0.3, "calls": 30, "least": 20, "open_for": "10s", "scope": ")" + scope +
                     "\"");
  setup.faults = R"({ "name": "down", "kind": "crash", "target": "a#1", "at": "0s" })";
  return setup;
}

/// A request each 1/30 s at three instances in turn, with a circuit for each instance.
Setup in_turn(const std::string& breaker, const std::string& fault) {
  auto setup = three("1", R"("scope": "instance", "open_for": "1s", )" + breaker);
  setup.length = "10s";
  setup.arrivals = R"({ "kind": "constant", "rate": "30/s" })";
  setup.faults = R"({ "name": "fault", "target": "a#1", "at": "0s", )" + fault + " }";
  return setup;
}

}  // namespace

TEST_CASE("One shard of three down: a circuit for each shard loses a third of the requests") {
  const Played played(one_shard_down("shard"));
  const auto n = static_cast<double>(played.requests.size());
  const auto error = std::sqrt(n * 1 / 3 * 2 / 3);  // of the share of the keys
  CHECK(std::abs(played.count(Outcome::succeeded) - n * 2 / 3) < 4 * error);
  // 20 calls that fail, and one probe each 10 s; all others of that shard are turned away.
  CHECK(played.count(Outcome::failed) >= 20 + 9);
  CHECK(played.count(Outcome::failed) <= 20 + 10);
}

TEST_CASE("One shard of three down: one circuit for the whole target loses nearly everything") {
  // Open for 10 s or longer, then closed for the 20 to 60 calls, 0.4 s at most, that open it again.
  CHECK(Played(one_shard_down("target")).share(Outcome::succeeded) < 0.4 / 10);
}

TEST_CASE("A circuit for each instance: the others are asked instead, but for probes") {
  const Played played(in_turn(R"("consecutive": 3)", R"("kind": "errors", "rate": 1)"));
  // Its third turn is at 0.3 s at the latest; from then on a probe each 1 to 1.1 s.
  CHECK(played.count(Outcome::failed) >= 3 + 8);
  CHECK(played.count(Outcome::failed) <= 3 + 9);
  CHECK(played.count(Outcome::rejected) == 0);
}

TEST_CASE("A circuit for each instance: while a probe is out, the others are asked instead") {
  // Each probe takes 2 s; the two other instances take all else.
  const Played played(
      in_turn(R"("consecutive": 1, "slow": "100ms")", R"("kind": "slow", "factor": 2000)"));
  CHECK(played.count(Outcome::rejected) == 0);
  CHECK(played.share(Outcome::succeeded) == 1);
  const auto slow = std::ranges::count_if(played.requests,
                                          [](const auto& request) { return request.took_s > 0.5; });
  // Its turns from 0.067 s, each 0.1 s, until the first is back at 2.067 s; then one each 1 + 2 s.
  CHECK(slow == 21 + 3);
}

TEST_CASE("With every circuit shut a call is rejected, whatever the scope") {
  for (const std::string scope : {"target", "instance", "shard"}) {
    auto setup = three("1", R"("consecutive": 2, "open_for": "1h", "scope": ")" + scope + "\"");
    setup.faults = R"({ "name": "failing", "kind": "errors", "target": "a", "rate": 1,
      "at": "0s" })";
    const Played played(setup);
    INFO(scope);
    CHECK(played.count(Outcome::failed) == (scope == "instance" ? 3 * 2 : 2));
    CHECK(played.count(Outcome::succeeded) == 0);
  }
}
