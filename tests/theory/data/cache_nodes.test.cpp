#include <string>

#include "tests/theory/agrees.hpp"
#include "tests/theory/played.hpp"

using namespace faultline;

namespace {

constexpr int keys = 200;

/// Requests at 100/s, each about one of 200 keys, that a cache like this holds for ever once it was
/// asked for. A miss takes 10 ms.
Setup holding(const std::string& cache, const std::string& faults) {
  Setup setup;
  setup.length = "200s";
  setup.warmup = "60s";
  setup.arrivals = poisson_at(100);
  setup.services = R"("a": { "workers": 1000000 }, "b": { "workers": 1000000 })";
  setup.caches = R"("shelf": { "owner": "a", "time": "0ms", )" + cache + " }";
  setup.keys_and_classes = R"("keys": { "count": )" + std::to_string(keys) + " }";
  setup.operations = R"("b.load": [ { "work": "10ms" } ],
    "a.run": [ { "cache": "shelf", "miss": [ { "call": "b.load" } ] }, { "effect": "done" } ])";
  setup.faults = faults;
  return setup;
}

/// How many of the requests between two instants were misses.
double misses(const Played& played, double from_s, double to_s) {
  double missed = 0;
  for (const auto& request : played.requests)
    missed += request.arrived_s >= from_s && request.arrived_s < to_s && request.took_s > 0.005;
  return missed;
}

/// Four standard deviations of how many of the keys are struck that each is with probability p.
double four_deviations(double p) { return 4 * std::sqrt(keys * p * (1 - p)); }

}  // namespace

TEST_CASE("Cache whose entries live for L in the mean, asked at rate r, hits r L of 1 + r L") {
  Setup setup = holding(R"("ttl": "4s", "ttl_jitter": 0.5)", "");
  const double life = 4 * (1 - 0.5 / 2);
  const double rate = 100.0 / keys;
  CHECK_THAT(Replications(setup, 8)["cache_hits"], Agrees(rate * life / (1 + rate * life), {0.01}));
}

TEST_CASE("Cache that is flushed in part loses each key with that probability, and once") {
  const Played played(holding(R"("entries": 1000)", R"({ "name": "flush", "kind": "flush",
    "target": "shelf", "share": 0.3, "at": "100s" })"));
  CHECK(misses(played, 60, 100) == 0);
  CHECK(misses(played, 100, 200) == Approx(keys * 0.3).margin(four_deviations(0.3)));
}

TEST_CASE("Cache with two nodes misses, while one is down, the keys of that one") {
  const auto setup = holding(R"("entries": 1000, "nodes": 2)", R"({ "name": "down",
    "kind": "crash", "target": "shelf#1", "at": "100s", "for": "50s" })");
  const Played played(setup);
  CHECK(misses(played, 60, 100) == 0);
  const double asked = 100 * 50;
  const double share = misses(played, 100, 150) / asked;
  CHECK(share * keys == Approx(keys * 0.5).margin(four_deviations(0.5)));
  // Each of its keys is loaded again once it is back.
  CHECK(misses(played, 150, 200) == Approx(share * keys).epsilon(0.1));
}
