#include <cmath>
#include <string>

#include "tests/theory/agrees.hpp"
#include "tests/theory/played.hpp"

using namespace faultline;

namespace {

/// "a" looks a key up in a cache like this, and asks "b" where it is not there, for so long.
Setup cached(const std::string& cache, const std::string& load, std::int64_t keys = 1,
             double exponent = 0) {
  Setup setup;
  setup.services = R"("a": { "workers": 1000000 }, "b": { "workers": 1000000 })";
  setup.caches = R"("shelf": { "owner": "a", "time": "0ms", )" + cache + " }";
  setup.keys_and_classes = R"("keys": { "count": )" + std::to_string(keys) + R"(, "exponent": )" +
                           std::to_string(exponent) + " }";
  setup.operations = R"("b.load": [ { "work": ")" + load + R"(" } ],
    "a.run": [ { "cache": "shelf", "miss": [ { "call": "b.load" } ] }, { "effect": "done" } ])";
  return setup;
}

/// Which requests, counted from 0, were at "b" for the time `load_s`.
std::vector<std::size_t> loaded(const Played& played, double load_s) {
  std::vector<std::size_t> numbers;
  for (std::size_t i = 0; i < played.requests.size(); ++i)
    if (played.requests[i].took_s == Approx(load_s)) numbers.push_back(i);
  return numbers;
}
using Numbers = std::vector<std::size_t>;

/// Hit ratio of an LRU cache of `capacity` keys under independent requests for key k with p(k):
///   sum over k of p(k) (1 - e^(-p(k) T)), T such that sum over k of (1 - e^(-p(k) T)) = capacity.
/// Source: Che, Tung, Wang, "Hierarchical web caching systems: modeling, design and experimental
/// results", IEEE Journal on Selected Areas in Communications 20(7), 2002.
double che_hit_ratio(int keys, double exponent, double capacity) {
  std::vector<double> p;
  double whole = 0;
  for (int k = 1; k <= keys; ++k) whole += p.emplace_back(std::pow(k, -exponent));
  const auto held = [&](double time, bool weighted) {
    double sum = 0;
    for (const auto weight : p)
      sum += (weighted ? weight / whole : 1) * -std::expm1(-weight / whole * time);
    return sum;
  };
  double low = 0;
  double high = 1e9;
  for (int i = 0; i < 100; ++i) {
    const auto middle = (low + high) / 2;
    (held(middle, false) < capacity ? low : high) = middle;
  }
  return held(low, true);
}

}  // namespace

TEST_CASE("Cache of C keys, least recently used out first: Che's hit ratio under Zipf keys") {
  const double exponent = GENERATE(0.6, 1.0);
  const int entries = GENERATE(20, 200);
  auto setup = cached(R"("entries": )" + std::to_string(entries), "0ms", 1000, exponent);
  setup.length = "300s";
  setup.warmup = "5s";
  setup.arrivals = poisson_at(500);
  INFO("exponent " << exponent << ", " << entries << " of 1000 keys");
  // The approximation itself is off by less than 1 %.
  CHECK_THAT(Replications(setup, 6)["cache_hits"],
             Agrees(che_hit_ratio(1000, exponent, entries), {0.02, 0.01}));
}

TEST_CASE("Cache with a time to live: lambda ttl / (1 + lambda ttl) of Poisson requests hit") {
  const std::string ttl = GENERATE("50ms", "400ms");
  auto setup = cached(R"("ttl": ")" + ttl + "\"", "0ms", 10);
  setup.length = "200s";
  setup.arrivals = poisson_at(100);
  const double expected_hits = 100.0 / 10 * (ttl == "50ms" ? 0.05 : 0.4);
  CHECK_THAT(Replications(setup, 6)["cache_hits"],
             Agrees(expected_hits / (1 + expected_hits), {0.01}));
}

TEST_CASE("Stampede: all who miss a key while it is loaded load it too") {
  const Played played(each_100ms(cached(R"("entries": 9)", "450ms"), "2050ms"));
  // It comes at 0.1 + 0.45 s, and again from those of 0.2, 0.3, 0.4 and 0.5 s.
  CHECK(played.attempts_at("b.load") == 5);
  CHECK(loaded(played, 0.450) == Numbers{0, 1, 2, 3, 4});
  CHECK(loaded(played, 0).size() == 15);
}

TEST_CASE("Coalescing: of those that miss a key at once one loads, and all have it then") {
  const Played played(each_100ms(cached(R"("entries": 9, "coalesce": true)", "450ms"), "2050ms"));
  CHECK(played.attempts_at("b.load") == 1);
  for (std::size_t i = 0; i < 5; ++i)
    CHECK(played.requests[i].took_s == Approx(0.450 - 0.1 * static_cast<double>(i)));
  CHECK(played.in_short() == "20s");
  CHECK(played.spent_s == Approx(0.450));
  CHECK(played.wasted_s == 0);
}

TEST_CASE("Coalescing: a load that fails fails all who wait for it, and the next loads anew") {
  const std::string down = R"({ "name": "down", "kind": "crash", "target": "b", "at": "290ms",
    "for": "150ms" })";
  const Played played(
      each_100ms(cached(R"("entries": 9, "coalesce": true)", "250ms"), "1050ms", down));
  // Begun at 0.1 s, lost at 0.29 s with one waiting; refused at 0.3 and 0.4 s; from 0.5 s to 0.75
  // s.
  CHECK(played.in_short() == "4f 6s");
  CHECK(played.attempts_at("b.load") == 1 + 2 + 1);
}

TEST_CASE("Coalescing: the load goes on when the one who began it gives up") {
  auto setup = each_100ms(cached(R"("entries": 9, "coalesce": true)", "440ms"), "1050ms");
  setup.transaction = R"("policies": [ { "kind": "timeout", "after": "250ms", "cancel": true } ])";
  const Played played(setup);
  CHECK(played.in_short() == "2t 8s");
  CHECK(played.attempts_at("b.load") == 1);
}

TEST_CASE("Stale for a while: it is served while one loads it anew, and nobody waits") {
  // Loaded at 0.35 s, fresh to 0.85 s, stale to 1.85 s; asked for at 0.9 s, loaded anew at 1.15 s.
  const Played played(each_100ms(
      cached(R"("ttl": "500ms", "stale_for": "1s", "coalesce": true)", "250ms"), "2050ms"));
  for (std::size_t i = 3; i < 20; ++i) CHECK(played.requests[i].took_s == 0);
  CHECK(played.attempts_at("b.load") == 3);  // at 0.1, 0.9 and 1.7 s
}

TEST_CASE("Stale beyond that while: it is a miss") {
  const auto misses = [](const std::string& stale_for) {
    auto setup = each_100ms(cached(R"("ttl": "300ms", "stale_for": ")" + stale_for + "\"", "200ms"),
                            "5500ms");
    setup.arrivals = R"({ "kind": "constant", "rate": "1/s" })";
    return loaded(Played(setup), 0.2);
  };
  // Each is loaded 0.2 s after it was asked for, and asked for again 0.8 s later.
  CHECK(misses("0ms") == Numbers{0, 1, 2, 3, 4});
  CHECK(misses("499ms") == Numbers{0, 1, 2, 3, 4});
  CHECK(misses("501ms") == Numbers{0});
}

TEST_CASE("A flush empties the cache, once") {
  const Played played(each_100ms(cached(R"("entries": 9)", "10ms"), "2050ms",
                                 R"({ "name": "flushed", "kind": "flush", "target": "shelf",
    "at": "1050ms", "for": "1s" })"));
  CHECK(loaded(played, 0.010) == Numbers{0, 10});
}

TEST_CASE("A crash empties the cache, and while it is down all requests load for themselves") {
  const std::string down = R"({ "name": "down", "kind": "crash", "target": "shelf",
    "at": "1050ms", "for": "300ms" })";
  for (const std::string coalesce : {"false", "true"}) {
    const Played played(
        each_100ms(cached(R"("entries": 9, "coalesce": )" + coalesce, "90ms"), "2050ms", down));
    INFO("coalesce " << coalesce);
    CHECK(played.in_short() == "20s");
    // At 0.1 s; at 1.1, 1.2 and 1.3 s while it is down; and at 1.4 s, when it is up and empty.
    CHECK(loaded(played, 0.090) == Numbers{0, 10, 11, 12, 13});
  }
}

TEST_CASE("What is loaded while the cache is down is not in it when it is up again") {
  auto setup = cached(R"("entries": 9)", "200ms");
  setup.length = "3500ms";
  // Asked for at 1 s, loaded at 1.2 s.
  setup.faults = R"({ "name": "down", "kind": "crash", "target": "shelf", "at": "1100ms",
    "for": "300ms" })";
  CHECK(loaded(Played(setup), 0.2) == Numbers{0, 1});
}
