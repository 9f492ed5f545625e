#include <cmath>
#include <numbers>

#include "tests/theory/agrees.hpp"
#include "tests/theory/arrivals/course.hpp"

/// Arrivals at a rate that changes by a plan.
using namespace faultline;

namespace {

constexpr auto ramp_up =
    R"({ "kind": "ramp", "from": "50/s", "to": "250/s", "at": "20s", "for": "40s" })";
constexpr auto ramp_down = R"({ "kind": "ramp", "from": "200/s", "to": "0/s", "for": "20s" })";
constexpr auto spike = R"({ "kind": "spike", "rate": "50/s", "peak": "500/s", "at": "20s",
  "rise": "10s", "for": "20s", "decay": "20s" })";
constexpr auto sharp_spike =
    R"({ "kind": "spike", "rate": "50/s", "peak": "500/s", "at": "20s", "for": "10s" })";
constexpr auto daily = R"({ "kind": "daily", "rate": "100/s", "amplitude": 0.8,
  "period": "100s", "peak": "25s" })";

constexpr double pi = std::numbers::pi;

/// Of 100 (1 + a cos(2 pi (t - peak) / 100)) over [0, t].
double integral_of_daily(double t, double a, double peak) {
  const auto swing = [&](double at) { return std::sin(2 * pi * (at - peak) / 100); };
  return 100 * (t + a * 100 / (2 * pi) * (swing(t) - swing(0)));
}

}  // namespace

TEST_CASE("Ramp: before, on the way and afterwards as many arrive as the rate's integral says") {
  const auto setup = arriving(ramp_up, "100s");
  CHECK_THAT(arrivals_of(setup, 0, 20), Agrees(20 * 50, {0.04}));
  CHECK_THAT(arrivals_of(setup, 20, 40), Agrees(20 * (50 + 150) / 2, {0.04}));
  CHECK_THAT(arrivals_of(setup, 40, 60), Agrees(20 * (150 + 250) / 2, {0.03}));
  CHECK_THAT(arrivals_of(setup, 60, 100), Agrees(40 * 250, {0.02}));
}

TEST_CASE("Ramp: down to zero it leaves silence") {
  const auto setup = arriving(ramp_down, "40s");
  CHECK_THAT(arrivals_of(setup, 0, 10), Agrees(10 * (200 + 100) / 2, {0.04}));
  CHECK_THAT(arrivals_of(setup, 10, 20), Agrees(10 * (100 + 0) / 2, {0.06}));
  CHECK(arrivals_of(setup, 20, 40).mean == 0);
}

TEST_CASE("Ramp: each gap is the inverse of the rate's integral") {
  check_inversion(ramp_up, 10'000, [](double t) {
    const auto within = std::min(std::max(t - 20, 0.0), 40.0);
    const auto after = std::max(t - 60, 0.0);
    return 50 * (t - after) + within * within * (200.0 / 40) / 2 + 250 * after;
  });
}

TEST_CASE("Ramp: on the way down too, until nothing arrives any more") {
  check_inversion(ramp_down, 1'500, [](double t) { return 200 * t - t * t * (200.0 / 20) / 2; });
  const auto instants = instants_of(ramp_down, 3'000);  // 20 s x 100/s = 2000 are to be expected
  CHECK(instants[1'500] < 20);
  CHECK(instants.back() == seconds(end_of_time));
}

TEST_CASE("Spike: rise, peak and decay bring as many as the rate's integral says") {
  const auto setup = arriving(spike, "100s");
  CHECK_THAT(arrivals_of(setup, 0, 20), Agrees(20 * 50, {0.04}));
  CHECK_THAT(arrivals_of(setup, 20, 30), Agrees(10 * (50 + 500) / 2, {0.03}));
  CHECK_THAT(arrivals_of(setup, 30, 50), Agrees(20 * 500, {0.02}));
  CHECK_THAT(arrivals_of(setup, 50, 70), Agrees(20 * (500 + 50) / 2, {0.02}));
  CHECK_THAT(arrivals_of(setup, 70, 100), Agrees(30 * 50, {0.04}));
}

TEST_CASE("Spike: without rise and decay the rate jumps, and each gap inverts the integral") {
  check_inversion(sharp_spike, 10'000, [](double t) {
    return 50 * t + (500 - 50) * std::min(std::max(t - 20, 0.0), 10.0);
  });
}

TEST_CASE("Daily: each half of a day has its share, day after day") {
  const auto setup = arriving(daily, "300s");
  const auto more = 100 * 0.8 * 100 / pi;  // integral of the cosine's upper half, about 2546
  CHECK_THAT(arrivals_of(setup, 0, 50), Agrees(100 * 50 + more, {0.02}));
  CHECK_THAT(arrivals_of(setup, 50, 100), Agrees(100 * 50 - more, {0.03}));
  CHECK_THAT(arrivals_of(setup, 200, 250), Agrees(100 * 50 + more, {0.02}));
  CHECK_THAT(arrivals_of(setup, 250, 300), Agrees(100 * 50 - more, {0.03}));
  CHECK_THAT(arrivals_of(setup, 0, 300), Agrees(100 * 300, {0.01}));
}

TEST_CASE("Daily: each gap is the inverse of the rate's integral, where the rate is zero too") {
  check_inversion(daily, 100'000, [](double t) { return integral_of_daily(t, 0.8, 25); });
  const auto whole_swing =
      R"({ "kind": "daily", "rate": "100/s", "amplitude": 1, "period": "100s" })";
  check_inversion(whole_swing, 100'000, [](double t) { return integral_of_daily(t, 1, 50); });
  const auto few = R"({ "kind": "daily", "rate": "1/h", "amplitude": 1, "period": "100s" })";
  check_inversion(few, 1'000, [](double t) { return integral_of_daily(t, 1, 50) / 360'000; });
}

TEST_CASE("Daily: without a swing it is Poisson") {
  const auto flat = R"({ "kind": "daily", "rate": "100/s", "amplitude": 0 })";
  const auto poisson = instants_of(R"({ "kind": "poisson", "rate": "100/s" })", 10'000);
  const auto instants = instants_of(flat, 10'000);
  double apart = 0;
  for (std::size_t i = 0; i < poisson.size(); ++i)
    apart = std::max(apart, std::abs(instants[i] - poisson[i]));
  CHECK(apart < 1e-5);  // each instant is rounded to the nanosecond
}

TEST_CASE("With the same draws a higher rate brings each arrival sooner") {
  const auto with_rate = [](const std::string& kind, const std::string& rate) {
    return instants_of(R"({ "kind": )" + kind + rate + R"(" })", 10'000);
  };
  for (const std::string kind :
       {R"("ramp", "from": "50/s", "at": "20s", "for": "40s", "to": ")",
        R"("spike", "rate": "50/s", "at": "20s", "rise": "5s", "for": "10s", "peak": ")",
        R"("daily", "amplitude": 0.9, "period": "60s", "rate": ")",
        R"("on_off", "on": "2s", "off": "6s", "between": "1/s", "rate": ")"})
    CHECK(is_sooner(with_rate(kind, "220/s"), with_rate(kind, "200/s")));
}
