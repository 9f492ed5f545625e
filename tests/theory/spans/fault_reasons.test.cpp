#include <catch2/catch.hpp>

#include "tests/theory/spans/reasons.hpp"

using namespace faultline;

namespace {

/// a asks b, each tenth of a second, and waits for at most 200 ms.
Setup asks_b(const std::string& fault, const std::string& limit = "200ms") {
  auto setup = each_100ms({}, "20050ms", fault);
  setup.platform = R"("zones": { "rack": { "latency": "0ms", "hosts": ["client", "a", "b"] } })";
  setup.transaction = R"("deadline": "10s")";
  setup.services = R"("a": { "workers": 500 }, "b": { "workers": 500 })";
  setup.operations = R"("a.run": [ { "call": "b.run", "policies": [ { "kind": "timeout",
      "after": ")" + limit +
                     R"(" } ] }, { "effect": "done" } ], "b.run": [ { "work": "10ms" } ])";
  return setup;
}

}  // namespace

TEST_CASE("Causes: what a hang aborts at its end stood still, as what timed out before") {
  const Reasons run(asks_b(
      R"({ "name": "stuck", "kind": "hang", "target": "b", "at": "5050ms", "for": "5s" })", "1h"));
  CHECK(run.chains.size() == 50);
  CHECK(run.share(RootKind::fault, 0) == 1);
  CHECK(run.mostly() == "a failed <- b stood still (fault \"stuck\")");
}

TEST_CASE("Causes: messages of the calls that a part makes are late because of its own fault") {
  for (const auto* kind : {R"("kind": "latency", "extra": "1s", "direction": "out")",
                           R"("kind": "partition", "from": "b")"}) {
    const Reasons run(asks_b(R"({ "name": "own", "target": "a", "at": "5050ms", "for": "5s", )" +
                             std::string(kind) + " }"));
    CAPTURE(kind);
    // The last two of them are still on their way when it ends.
    CHECK(run.chains.size() >= 48);
    CHECK(run.share(RootKind::fault, 0) >= 0.96);
  }
}

TEST_CASE("Causes: a fault of some of the requests is the root of what these fail of") {
  const Reasons run(asks_b(R"({ "name": "one in ten", "kind": "hang", "target": "b", "at": "5050ms",
    "for": "5s", "only": { "one_in": 10 } })"));
  CHECK(run.chains.size() == 5);
  CHECK(run.mostly() ==
        "a failed <- b did not answer in time <- b stood still (fault \"one in ten\")");
}
