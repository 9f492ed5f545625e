#include <cmath>
#include <string>

#include "tests/theory/agrees.hpp"
#include "tests/theory/played.hpp"

using namespace faultline;

namespace {

constexpr auto two_points = R"({ "kind": "mixture", "of": [ { "weight": 0.9, "time": "10ms" },
  { "weight": 0.1, "time": "100ms" } ] })";
constexpr double p = 0.1;  ///< of an answer that takes 100 ms

/// Answers at independent times, through this hedge.
Setup hedged(const std::string& hedge, const std::string& time = two_points) {
  Setup setup{.length = "100s", .arrivals = poisson_at(200)};
  setup.transaction = R"("policies": [ { "kind": "hedge", )" + hedge + " } ]";
  setup.services = R"("a": { "workers": 1000000 })";
  setup.operations = R"("a.run": [ { "work": )" + time + R"( }, { "effect": "done" } ])";
  return setup;
}

/// How many requests took that long, to the nanosecond.
double took(const Played& played, double span_s) {
  return static_cast<double>(std::ranges::count_if(played.requests, [&](const auto& request) {
    return std::abs(request.took_s - span_s) < 0.5e-9;
  }));
}

}  // namespace

TEST_CASE("Hedging a two-point latency: f, d + f and s, with 1 - p, p (1 - p) and p^2") {
  const Played played(hedged(R"("after": "20ms")"));
  const auto n = static_cast<double>(played.requests.size());
  const auto agrees = [&](double span_s, double probability) {
    const auto error = std::sqrt(n * probability * (1 - probability));
    INFO(span_s << " s");
    CHECK(std::abs(took(played, span_s) - n * probability) < 4 * error);
  };
  agrees(0.010, 1 - p);
  agrees(0.020 + 0.010, p * (1 - p));
  agrees(0.100, p * p);  // both are slow, and the first is still the first
  CHECK(took(played, 0.010) + took(played, 0.030) + took(played, 0.100) == n);
  CHECK(played.count(Outcome::succeeded) == n);
}

TEST_CASE("Hedging a two-point latency: whoever is slow is asked once more, 1 + p attempts each") {
  const Played played(hedged(R"("after": "20ms")"));
  const auto late = took(played, 0.030) + took(played, 0.100);
  CHECK(played.attempts_at("a.run") == static_cast<double>(played.requests.size()) + late);
  CHECK_THAT(Replications(hedged(R"("after": "20ms")"), 16)["amplification"],
             Agrees(1 + p, {0.002}));
}

TEST_CASE("A loser works to its end for nothing, and one that is cancelled stops where it stands") {
  const Played zombies(hedged(R"("after": "20ms")"));
  const auto rescued = took(zombies, 0.030);
  const auto lost = took(zombies, 0.100);
  CHECK(zombies.wasted_s == Approx((rescued + lost) * 0.100));
  const Played cancelled(hedged(R"("after": "20ms", "cancel": true)"));
  CHECK(took(cancelled, 0.030) == rescued);
  CHECK(took(cancelled, 0.100) == lost);
  CHECK(cancelled.wasted_s == Approx(rescued * 0.030 + lost * (0.100 - 0.020)));
  const auto taken_s = [](const Played& played) { return played.spent_s - played.wasted_s; };
  CHECK(taken_s(cancelled) == Approx(taken_s(zombies)));
}

TEST_CASE("A third try follows after a second delay: f, d + f, 2 d + f and s") {
  const Played played(hedged(R"("after": "20ms", "attempts": 3)"));
  const auto thirds = took(played, 0.050) + took(played, 0.100);
  const auto seconds = took(played, 0.030) + thirds;
  const auto n = static_cast<double>(played.requests.size());
  CHECK(took(played, 0.010) + seconds == n);
  CHECK(played.attempts_at("a.run") == n + seconds + thirds);
  CHECK(std::abs(thirds - n * p * p) < 4 * std::sqrt(n * p * p));
}

TEST_CASE("A hedge by the quantile q of all answers asks once more for 1 - q of the calls") {
  const double q = GENERATE(0.8, 0.95);
  const Replications runs(hedged(R"("window": 1000000, "quantile": )" + std::to_string(q),
                                 R"({ "kind": "exponential", "mean": "10ms" })"),
                          10);
  INFO("quantile " << q);
  CHECK(runs["amplification"].mean - 1 == Approx(1 - q).epsilon(0.05));
}

TEST_CASE("A running quantile is not trusted before so many answers have come") {
  auto setup = hedged(R"("quantile": 0.5, "settled": 50)", two_points);
  setup.arrivals = R"({ "kind": "constant", "rate": "2/s" })";
  setup.length = "25600ms";
  CHECK(Played(setup).attempts_at("a.run") == 51);  // the 51st is the first that asks what it is
  setup.operations = R"("a.run": [ { "work": "10ms" }, { "effect": "done" } ])";
  setup.length = "100s";
  CHECK(Played(setup).attempts_at("a.run") < 2 * 200);
}

TEST_CASE("A hedge does not wait for its delay once all tries have failed, and fails with them") {
  auto setup = hedged(R"("after": "1s")");
  setup.faults = R"({ "name": "errors", "kind": "errors", "target": "a", "rate": 1, "at": "0s" })";
  const Played played(setup);
  CHECK(played.count(Outcome::failed) == static_cast<int>(played.requests.size()));
  CHECK(took(played, 0) == static_cast<double>(played.requests.size()));
  CHECK(played.attempts_at("a.run") == static_cast<int>(played.requests.size()));
}

TEST_CASE("A first try that fails while a second one is under way leaves the answer to that") {
  auto setup = a_request_each_second("10500ms");
  setup.transaction = R"("policies": [ { "kind": "hedge", "after": "20ms" },
    { "kind": "timeout", "after": "50ms" } ])";
  setup.operations = R"("a.run": [ { "work": "40ms" }, { "effect": "done" } ])";
  // At 3 s it is ten times as slow, but at 3.02 s as fast as ever: 20 ms + 40 ms.
  setup.faults = R"({ "name": "slow", "kind": "slow", "target": "a", "factor": 10,
    "at": "2990ms", "for": "20ms" })";
  const Played played(setup);
  CHECK(played.in_short() == "10s");
  CHECK(played.requests[2].took_s == Approx(0.060));
  CHECK(played.requests[3].took_s == Approx(0.040));
}
