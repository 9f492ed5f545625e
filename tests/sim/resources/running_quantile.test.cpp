#include "sim/resources/running_quantile.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "sim/random/stream.hpp"

namespace faultline {

namespace {

enum class Law { uniform, exponential, two_points };

double drawn(Law law, Draw draw) {
  if (law == Law::exponential) return draw.exponential();
  if (law == Law::two_points) return draw.uniform() < 0.7 ? 1 : 10;
  return draw.uniform();
}

/// Share of the values up to the running quantile.
double share_up_to_it(Law law, double p, std::uint64_t count) {
  RunningQuantile quantile(p);
  std::vector<double> values;
  for (std::uint64_t i = 0; i < count; ++i)
    quantile.add(values.emplace_back(drawn(law, Stream(7).draw(i))));
  return static_cast<double>(std::ranges::count_if(
             values, [&](double value) { return value <= quantile.value(); })) /
         static_cast<double>(count);
}

}  // namespace

TEST_CASE("A running quantile has the share p of the values below it, to a hundredth") {
  for (const auto law : {Law::uniform, Law::exponential})
    for (const auto p : {0.1, 0.5, 0.9, 0.95, 0.99})
      for (const std::uint64_t count : {1000u, 100000u}) {
        INFO("law " << static_cast<int>(law) << ", p " << p << ", " << count << " values");
        CHECK(std::abs(share_up_to_it(law, p, count) - p) < 0.01);
      }
}

TEST_CASE("Where values are few and far between it stays within them") {
  RunningQuantile low(0.5);
  RunningQuantile high(0.95);
  for (std::uint64_t i = 0; i < 10000; ++i) {
    const auto value = drawn(Law::two_points, Stream(7).draw(i));
    low.add(value);
    high.add(value);
  }
  CHECK(low.value() == Approx(1).epsilon(0.05));
  CHECK(high.value() == Approx(10).epsilon(0.05));
}

TEST_CASE("Of fewer than five values it is the greatest, of none it is zero") {
  RunningQuantile quantile(0.9);
  CHECK(quantile.value() == 0);
  for (const auto value : {3.0, 1.0, 4.0, 2.0}) quantile.add(value);
  CHECK(quantile.count() == 4);
  CHECK(quantile.value() == 4);
}

TEST_CASE("Of equal values it is that value") {
  RunningQuantile quantile(0.9);
  for (int i = 0; i < 1000; ++i) quantile.add(0.25);
  CHECK(quantile.value() == 0.25);
}

TEST_CASE("It follows values that grow for good, slowly: those of before count as much") {
  RunningQuantile quantile(0.9);
  for (std::uint64_t i = 0; i < 20000; ++i)
    quantile.add(Stream(7).draw(i).uniform() + (i < 10000 ? 0 : 1));
  // Half of all lie in (0, 1) and half in (1, 2): the quantile of 0.9 is that of 0.8 among the
  // later.
  CHECK(quantile.value() == Approx(1.8).epsilon(0.02));
}

TEST_CASE("A recent quantile follows a change within one window and forgets within two") {
  RecentQuantile quantile(0.5, 100);
  const auto add = [&](int count, double value) {
    for (int i = 0; i < count; ++i) quantile.add(value);
  };
  add(100, 1);
  CHECK(quantile.value() == 1);
  add(100, 9);  // what is asked for is still that of the first hundred
  CHECK(quantile.value() == 1);
  add(1, 9);
  CHECK(quantile.value() == 9);
  CHECK(quantile.count() == 201);
}

}  // namespace faultline
