#include <catch2/catch.hpp>

#include "tests/theory/played.hpp"

using namespace faultline;

namespace {

/// 200 requests a second for 20 s, of two classes and about 100 keys, each of which works for 5 ms
/// at "b", at a host of its own.
Setup shop(const std::string& fault = "") {
  Setup setup{.length = "20s", .arrivals = R"({ "kind": "poisson", "rate": "200/s" })"};
  setup.keys_and_classes = R"("keys": { "count": 100, "exponent": 0 }, "clients": 4,
    "classes": { "vip": { "share": 1 }, "usual": { "share": 3 } })";
  setup.platform = R"("zones": { "rack": { "hosts": ["client", "a", "b"] } })";
  setup.services = R"("a": { "workers": 9999 }, "b": { "workers": 9999 })";
  setup.operations = R"("a.run": [ { "call": "b.run" }, { "effect": "done" } ],
    "b.run": [ { "work": "5ms" } ])";
  if (!fault.empty())
    setup.faults = R"({ "name": "f", "target": "b", "at": "5s", "for": "10s", )" + fault + " }";
  return setup;
}

/// How many requests of the 5th to the 15th second differ in outcome or time from a run without
/// the fault, of how many; no other one does.
struct Differing {
  explicit Differing(const std::string& fault) {
    const Played with(shop(fault));
    const Played without(shop());
    REQUIRE(with.requests.size() == without.requests.size());
    for (std::size_t i = 0; i < with.requests.size(); ++i) {
      const auto& one = with.requests[i];
      const auto& other = without.requests[i];
      const bool within = one.arrived_s >= 4.9 && one.arrived_s < 15;
      const bool differs = one.outcome != other.outcome || one.took_s != other.took_s;
      all += within;
      struck += differs;
      CHECK((within || !differs));
    }
  }
  double share() const { return struck / all; }
  /// Four standard errors of a share p.
  double off(double p) const { return 4 * std::sqrt(p * (1 - p) / all); }

  double struck = 0;
  double all = 0;
};

}  // namespace

TEST_CASE("only: a fault strikes the requests of a class, and no other one differs in a byte") {
  for (const auto* kind :
       {R"("kind": "errors", "rate": 1)", R"("kind": "latency", "extra": "3ms")",
        R"("kind": "slow", "factor": 2)", R"("kind": "hang")",
        R"("kind": "loss", "rate": 0.99, "timeout": "1ms")", R"("kind": "corrupt", "share": 1)"}) {
    CAPTURE(kind);
    const Differing classes(std::string(kind) + R"(, "only": { "classes": ["vip"] })");
    CHECK(classes.share() == Approx(0.25).margin(classes.off(0.25) + 0.002));
  }
}

TEST_CASE("only: keys, clients, a share and one in n are parts of all requests") {
  const auto share_of = [](const std::string& only, double expected) {
    CAPTURE(only);
    const Differing seen(R"("kind": "errors", "rate": 1, "only": { )" + only + " }");
    CHECK(seen.share() == Approx(expected).margin(seen.off(expected) + 0.002));
  };
  share_of(R"("keys": { "from": 1, "to": 20 })", 0.2);
  share_of(R"("clients": { "from": 3 })", 0.25);
  share_of(R"("share": 0.3)", 0.3);
  share_of(R"("one_in": 10)", 0.1);
  // They are independent: a fifth of the keys, of a quarter of the requests.
  share_of(R"("classes": ["vip"], "keys": { "from": 1, "to": 20 })", 0.25 * 0.2);
}

TEST_CASE("only: a share of the requests is the same requests at each attempt") {
  auto setup = shop(R"("kind": "errors", "rate": 1, "only": { "share": 0.3 })");
  const auto failed = Played(setup).count(Outcome::failed);
  setup.operations = R"("a.run": [ { "call": "b.run", "policies": [
      { "kind": "retry", "attempts": 3, "base": "1ms", "jitter": "none" } ] },
      { "effect": "done" } ],
    "b.run": [ { "work": "5ms" } ])";
  // Where each attempt is drawn by itself 0.3^3 fail instead.
  CHECK(Played(setup).count(Outcome::failed) == Approx(failed).margin(3));
  CHECK(failed > 500);
}

TEST_CASE("only: a quota for a class lets burst + rate t of it through") {
  const Played seen(shop(R"("kind": "throttle", "rate": "10/s", "burst": 1,
    "only": { "classes": ["vip"] })"));
  // 50 of the class a second for 10 s, of which 10 a second pass.
  CHECK(seen.count(Outcome::rejected) == Approx(10 * 50 - 10 * 10 - 1).margin(4 * std::sqrt(500)));
}
