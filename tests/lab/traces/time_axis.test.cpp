#include "lab/traces/time_axis.hpp"

#include <catch2/catch.hpp>

#include "lab/text/grid.hpp"

using namespace faultline;
using namespace std::chrono_literals;

TEST_CASE("The time of an axis is spread evenly over its columns") {
  const TimeAxis axis({{0ms, 30ms, 100ms}, {}}, 50);
  CHECK(axis.columns() == 50);
  CHECK(axis.column_of(0ms) == 0);
  CHECK(axis.column_of(50ms) == 25);
  CHECK(axis.column_of(100ms) == 49);
  CHECK_FALSE(axis.has_cuts());
  CHECK(axis.text() == "|0        |20 ms    |40 ms    |60 ms    |80 ms");
}

TEST_CASE("A long gap in which nothing happens is cut out, and what follows can be seen") {
  const TimeAxis axis({{0ms, 30ms, 60'030ms, 60'060ms}, {{0ms, 30ms}}}, 50);
  CHECK(axis.columns() == 50);
  CHECK(axis.has_cuts());
  CHECK(axis.column_of(30ms) > 15);
  CHECK(axis.column_of(60'060ms) - axis.column_of(60'031ms) > 15);
  CHECK(axis.text().find("1 min") != std::string::npos);
  CHECK(width_of(axis.text()) <= 50);
}

TEST_CASE("What takes the time of an answer is not cut out") {
  const TimeAxis axis({{0ms, 1ms, 60'000ms}, {{0ms, 60'000ms}}}, 50);
  CHECK_FALSE(axis.has_cuts());
}
