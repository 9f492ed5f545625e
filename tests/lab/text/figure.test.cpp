#include "lab/text/figure.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>

using namespace faultline;

namespace {

Estimate around(double mean, double half_width) {
  return {mean, mean - half_width, mean + half_width, 20};
}
Estimate alone(double mean) { return {mean, NAN, NAN, 1}; }

std::string written(const Estimate& estimate, Measure::Unit unit) {
  return figure_of(estimate, scale_of(unit, {&estimate, 1})).text();
}

}  // namespace

TEST_CASE("A mean has the digits that its interval vouches for") {
  CHECK(written(around(0.81234, 0.0031), Measure::Unit::seconds) == "812.3 ± 3.1 ms");
  CHECK(written(around(0.81234, 0.031), Measure::Unit::seconds) == "812 ± 31 ms");
  CHECK(written(around(197.456, 0.25), Measure::Unit::per_second) == "197.5 ± 0.2 /s");
}

TEST_CASE("A mean has at most four digits however narrow its interval") {
  CHECK(written(around(1.234567, 1e-6), Measure::Unit::ratio) == "1.235 ± 0.000");
}

TEST_CASE("A share below one is never written as 100 %") {
  CHECK(written(around(0.99996, 0.00002), Measure::Unit::share) == "99.9960 ± 0.0020 %");
  CHECK(written(alone(0.99996), Measure::Unit::share) == "99.9960 %");
  CHECK(written(around(1, 0), Measure::Unit::share) == "100 ± 0 %");
  CHECK(written(around(0.00004883, 0.000007), Measure::Unit::share) == "0.005 ± 0.001 %");
}

TEST_CASE("Without an interval nothing stands behind the mean but its unit") {
  CHECK(written(alone(0.0403), Measure::Unit::seconds) == "40.30 ms");
  CHECK(written(alone(12), Measure::Unit::count) == "12");
}

TEST_CASE("An interval that is cut off on one side keeps its half-width") {
  CHECK(written({0.9, 0.6, 1, 20}, Measure::Unit::share) == "90 ± 30 %");
  CHECK(written({0.5, 0, 2.5, 20}, Measure::Unit::count) == "0.5 ± 2.0");
}

TEST_CASE("A figure that only some replications have says so") {
  const auto text = [](const Estimate& estimate) {
    return marked(figure_of(estimate, {1, "s"}), estimate, 10).text();
  };
  CHECK(text({2, NAN, NAN, 1}) == "2 s (1 of 10)");
  CHECK(text({2, 1, 3, 9}) == "2.0 ± 1.0 s (9 of 10)");
  CHECK(text({2, 1, 3, 10}) == "2.0 ± 1.0 s");
  CHECK(text({NAN, NAN, NAN, 0}) == "-");
  CHECK(marked({"7", ""}, {7, NAN, NAN, 1}, 10).spread == "(1 of 10)");
}

TEST_CASE("No value is a dash") { CHECK(written(alone(NAN), Measure::Unit::seconds) == "-"); }

TEST_CASE("Thousands are set apart") {
  CHECK(written(around(1234567, 1200), Measure::Unit::count) == "1,234,567 ± 1,200");
  CHECK(written(around(-108012, 40), Measure::Unit::count) == "-108,012 ± 40");
  CHECK(written(alone(999), Measure::Unit::count) == "999");
}

TEST_CASE("Seconds of one row share a scale that suits them all") {
  const auto unit = [](std::array<Estimate, 2> row) {
    return scale_of(Measure::Unit::seconds, row).unit;
  };
  CHECK(unit({alone(1.2), alone(0.031)}) == "ms");
  CHECK(unit({alone(1.2), alone(5)}) == "s");
  CHECK(unit({alone(0), alone(120)}) == "s");
  CHECK(unit({alone(0.0002), alone(0)}) == "µs");
  CHECK(unit({alone(NAN), alone(0)}) == "ms");
}

TEST_CASE("A difference has its sign, and between shares it is in pts") {
  const auto scale = difference_scale({100, "%"});
  CHECK(signed_figure_of(around(0.2167, 0.0012), scale).text() == "+21.67 ± 0.12 pts");
  CHECK(signed_figure_of(around(-0.2167, 0.0012), scale).text() == "-21.67 ± 0.12 pts");
  CHECK(signed_figure_of(around(0, 0), scale).text() == "0 ± 0 pts");
}

TEST_CASE("What was given is written as it was given") {
  CHECK(text_of(0.999, {100, "%"}) == "99.9 %");
  CHECK(text_of(20000, {1, ""}) == "20,000");
  CHECK(text_of(0.3, {1e3, "ms"}) == "300 ms");
}

TEST_CASE("A count of events says so, and a divergence is one of updates in each read") {
  CHECK(written(alone(12), Measure::Unit::events) == "12 events");
  CHECK(written(around(1234, 56), Measure::Unit::events_of_groups) == "1,234 ± 56 events");
  CHECK(written(alone(3), Measure::Unit::updates_per_read) == "3 updates per read");
}
