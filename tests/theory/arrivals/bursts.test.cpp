#include <cmath>

#include "tests/theory/agrees.hpp"
#include "tests/theory/arrivals/course.hpp"

/// Arrivals at a rate that changes by chance.
using namespace faultline;

namespace {

/// Two phases that follow each other: the rates in them, and how long they last on average.
struct TwoPhases {
  double first;
  double second;
  double first_s;
  double second_s;

  double mean() const { return (first * first_s + second * second_s) / (first_s + second_s); }

  /// Variance of the arrivals in t seconds, in relation to their mean m t. With s1 = 1 / first_s,
  /// s2 = 1 / second_s, s = s1 + s2:
  /// I(t) = 1 + 2 s1 s2 (l1 - l2)^2 / (s^2 (l1 s2 + l2 s1)) (1 - (1 - exp(-s t)) / (s t)).
  /// Source: Heffes, Lucantoni, "A Markov modulated characterization of packetized voice and data
  /// traffic", IEEE JSAC 4(6), 1986.
  double dispersion(double t) const {
    const auto s1 = 1 / first_s;
    const auto s2 = 1 / second_s;
    const auto s = s1 + s2;
    const auto apart = (first - second) * (first - second);
    return 1 + 2 * s1 * s2 * apart / (s * s * (first * s2 + second * s1)) *
                   (1 - (1 - std::exp(-s * t)) / (s * t));
  }
};

/// The same of one run of `length` seconds, about the mean that is known.
double dispersion(const std::vector<double>& instants, double length, double t, double mean) {
  std::vector<double> counts(static_cast<std::size_t>(length / t));
  for (const auto at : instants)
    if (at < length) ++counts[static_cast<std::size_t>(at / t)];
  double squares = 0;
  for (const auto count : counts) squares += (count - mean * t) * (count - mean * t);
  return squares / static_cast<double>(counts.size()) / (mean * t);
}

/// The same as an estimate from 20 runs of 4000 s each.
Estimate dispersion_of(const std::string& arrivals, double t, const TwoPhases& phases) {
  constexpr double length = 4000;
  std::vector<double> values;
  for (std::uint64_t i = 0; i < 20; ++i) {
    const auto enough = static_cast<std::uint64_t>(2 * phases.mean() * length);
    const auto instants = instants_of(arrivals, enough, i);
    REQUIRE(instants.back() > length);
    values.push_back(dispersion(instants, length, t, phases.mean()));
  }
  return estimate(values);
}

/// Arrivals in the first `length` seconds, of `runs` runs.
Estimate first_arrivals(const std::string& arrivals, double length, std::uint64_t runs) {
  std::vector<double> values;
  for (std::uint64_t i = 0; i < runs; ++i) {
    const auto instants = instants_of(arrivals, 2000, i);
    REQUIRE(instants.back() > length);
    values.push_back(static_cast<double>(
        std::ranges::count_if(instants, [&](double at) { return at < length; })));
  }
  return estimate(values);
}

constexpr auto bursts = R"({ "kind": "on_off", "rate": "100/s", "on": "2s", "off": "6s" })";
constexpr TwoPhases in_bursts{100, 0, 2, 6};

constexpr auto two = R"({ "kind": "mmpp", "phases": [ { "rate": "20/s", "mean": "5s" },
  { "rate": "120/s", "mean": "1s" } ] })";
constexpr TwoPhases in_two{20, 120, 5, 1};

constexpr auto three = R"({ "kind": "mmpp", "phases": [
  { "rate": "50/s", "mean": "1s", "next": [0, 1, 1] },
  { "rate": "200/s", "mean": "2s", "next": [1, 0, 0] },
  { "rate": "0/s", "mean": "4s", "next": [0, 1, 0] } ] })";

}  // namespace

TEST_CASE("Bursts: the mean rate is that of a burst times its share of the time") {
  CHECK_THAT(Replications(arriving(bursts, "2000s"), 10)["requests"],
             Agrees(2000 * 100 * 2.0 / (2 + 6), {0.06}));
  const auto between = R"({ "kind": "on_off", "rate": "100/s", "on": "2s", "off": "6s",
    "between": "10/s" })";
  CHECK_THAT(Replications(arriving(between, "2000s"), 10)["requests"],
             Agrees(2000 * (100 * 2.0 + 10 * 6) / (2 + 6), {0.05}));
}

TEST_CASE("Bursts: the index of dispersion is that of an interrupted Poisson process") {
  CHECK_THAT(dispersion_of(bursts, 0.1, in_bursts), Agrees(in_bursts.dispersion(0.1), {0.05}));
  CHECK_THAT(dispersion_of(bursts, 1, in_bursts), Agrees(in_bursts.dispersion(1), {0.05}));
  CHECK_THAT(dispersion_of(bursts, 10, in_bursts), Agrees(in_bursts.dispersion(10), {0.1}));
}

TEST_CASE("Two phases in turn: mean rate and index of dispersion of MMPP-2") {
  CHECK_THAT(Replications(arriving(two, "2000s"), 10)["requests"],
             Agrees(2000 * (20 * 5.0 + 120 * 1) / (5 + 1), {0.05}));
  CHECK_THAT(dispersion_of(two, 1, in_two), Agrees(in_two.dispersion(1), {0.05}));
  CHECK_THAT(dispersion_of(two, 10, in_two), Agrees(in_two.dispersion(10), {0.1}));
}

TEST_CASE("Phases by chance: the time in each is in proportion to its visits and its length") {
  // Visits: A = B, B = A/2 + C, C = A/2, so 2 : 2 : 1; time: 2 x 1 s, 2 x 2 s, 1 x 4 s of 10 s.
  const auto mean = (2 * 50 + 4 * 200 + 4 * 0) / 10.0;
  CHECK_THAT(Replications(arriving(three, "2000s"), 10)["requests"], Agrees(2000 * mean, {0.05}));
}

TEST_CASE("Bursts are as likely at the start of a run as at any other time") {
  CHECK_THAT(first_arrivals(bursts, 1, 2000), Agrees(1 * in_bursts.mean(), {0.1}));
  CHECK_THAT(first_arrivals(two, 1, 2000), Agrees(1 * in_two.mean(), {0.1}));
  CHECK_THAT(first_arrivals(three, 1, 2000), Agrees(1 * 90, {0.1}));
}

TEST_CASE("One phase is Poisson, to the nanosecond") {
  const auto one = R"({ "kind": "mmpp", "phases": [ { "rate": "80/s", "mean": "1000000h" } ] })";
  CHECK(instants_of(one, 1000) == instants_of(R"({ "kind": "poisson", "rate": "80/s" })", 1000));
}
