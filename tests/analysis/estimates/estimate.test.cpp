#include "analysis/estimates/estimate.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "analysis/estimates/ratio.hpp"

using namespace faultline;

TEST_CASE("Five replications have a half-width of 2.776 s / sqrt(5)") {
  const auto found = estimate(std::vector<double>{1, 2, 3, 4, 5});
  const double deviation = std::sqrt((4 + 1 + 0 + 1 + 4) / 4.0);
  const double half_width = 2.7764451 * deviation / std::sqrt(5);
  CHECK(found.mean == 3);
  CHECK(found.low == Approx(3 - half_width));
  CHECK(found.high == Approx(3 + half_width));
  CHECK(found.n == 5);
}

TEST_CASE("A hundred replications have a half-width of 1.984 s / sqrt(100)") {
  std::vector<double> values(100, 1.0);
  for (std::size_t i = 0; i < 50; ++i) values[i] = -1;
  const double deviation = std::sqrt(100 / 99.0);
  CHECK(estimate(values).high == Approx(1.9842169 * deviation / 10));
}

TEST_CASE("One replication has a mean and no interval") {
  const auto found = estimate(std::vector<double>{7});
  CHECK(found.mean == 7);
  CHECK(std::isnan(found.low));
  CHECK(std::isnan(found.high));
  CHECK(found.n == 1);
}

TEST_CASE("No replication has no mean") {
  for (const auto& values : {std::vector<double>{}, {no_value, no_value}}) {
    const auto found = estimate(values);
    CHECK(std::isnan(found.mean));
    CHECK(std::isnan(found.low));
    CHECK(std::isnan(found.high));
    CHECK(found.n == 0);
  }
}

TEST_CASE("Replications without a value are left out of an estimate") {
  const auto found = estimate(std::vector<double>{no_value, 1, no_value, 3});
  const double half_width = 12.7062047 * std::sqrt(2) / std::sqrt(2);
  CHECK(found.mean == 2);
  CHECK(found.low == Approx(2 - half_width));
  CHECK(found.n == 2);
}

TEST_CASE("Equal replications have an interval of no width") {
  const auto found = estimate(std::vector<double>{0.5, 0.5, 0.5});
  CHECK(found.low == 0.5);
  CHECK(found.high == 0.5);
}

TEST_CASE("A probability has Wilson's interval, also where all replications are alike") {
  const double z2 = 1.959964 * 1.959964;
  const auto never = estimate_probability(std::vector<double>(10, 0.0));
  CHECK(never.mean == 0);
  CHECK(never.low == 0);
  CHECK(never.high == Approx(z2 / (10 + z2)));
  const auto half = estimate_probability(std::vector<double>{0, 1, 0, 1});
  CHECK(half.mean == 0.5);
  CHECK(half.high - 0.5 == Approx(0.5 * std::sqrt(z2 / (4 + z2))));
}

TEST_CASE("A probability's interval holds its mean, however rounding goes") {
  for (std::size_t n = 2; n <= 200; ++n)
    for (const double value : {0.0, 1.0}) {
      const auto found = estimate_probability(std::vector<double>(n, value));
      CHECK(found.low <= found.mean);
      CHECK(found.high >= found.mean);
    }
}

TEST_CASE("An interval is cut off where the possible ends, and its mean stays") {
  const auto share = within(estimate(std::vector<double>{1, 1, 0.98}), 0, 1);
  CHECK(share.mean == Approx(2.98 / 3));
  CHECK(share.high == 1);
  CHECK(share.low == Approx(2.98 / 3 - 4.3026527 * 0.02 / std::sqrt(3) / std::sqrt(3)));
  CHECK(within(estimate(std::vector<double>{0, 0, 1}), 0, 10).low == 0);
  CHECK(within(estimate(std::vector<double>{2, 4}), 0, 100).high == Approx(3 + 12.7062047));
  CHECK(std::isnan(within(estimate(std::vector<double>{7}), 0, 10).low));
}

TEST_CASE("A paired difference removes what both designs share") {
  const std::vector<double> first{10, 20, 30};
  const std::vector<double> second{11, 22, 33};
  const auto found = paired_difference(first, second);
  CHECK(found.mean == 2);
  CHECK(found.high - found.mean == Approx(4.3026527 * 1 / std::sqrt(3)));
}

TEST_CASE("A pair in which either design has no value is left out") {
  const std::vector<double> first{1, no_value, 3, 4};
  const std::vector<double> second{2, 2, no_value, 8};
  const auto found = paired_difference(first, second);
  CHECK(found.n == 2);
  CHECK(found.mean == (1 + 4) / 2.0);
}

TEST_CASE("The probability of no difference is Student's, two-sided") {
  const std::vector<double> first{10, 20, 30};
  // Differences 1, 2, 3: t = 2 sqrt(3); with 2 degrees of freedom P(|T| > t) is 1 - t / sqrt(2 +
  // t^2).
  const double t = 2 * std::sqrt(3);
  const double p = 1 - t / std::sqrt(2 + t * t);
  CHECK(p_of_no_difference(first, std::vector<double>{11, 22, 33}) == Approx(p));
  CHECK(p_of_no_difference(std::vector<double>{11, 22, 33}, first) == Approx(p));
}

TEST_CASE("Differences that are all alike are judged by their signs, constants need no judge") {
  const std::vector<double> first{1, 2, 3, 4, 5};
  CHECK(p_of_no_difference(first, std::vector<double>{2, 3, 4, 5, 6}) == 1 / 16.0);
  CHECK(p_of_no_difference(std::vector<double>(5, 1.0), std::vector<double>(5, 2.0)) == 0);
  CHECK(std::isnan(p_of_no_difference(first, first)));
  CHECK(std::isnan(p_of_no_difference(std::vector<double>{1}, std::vector<double>{2})));
}

TEST_CASE("Replications without common draws are compared by Welch's test") {
  // Means 2 and 4, variances 1 and 4, three values each: s^2 = 1/3 + 4/3, t = 2 / 1.291 = 1.549;
  // freedom (5/3)^2 / ((1/9 + 16/9) / 2) = 2.941, whose quantile is 3.22.
  const std::vector<double> first{1, 2, 3};
  const std::vector<double> second{2, 4, 6};
  const auto [estimate, p] = unpaired_difference(first, second);
  CHECK(estimate.mean == 2);
  CHECK(estimate.high - 2 == Approx(3.22 * 1.291).margin(0.02));
  CHECK(p == Approx(0.221).margin(0.005));
  CHECK(estimate.n == 3);
}

TEST_CASE("Without any spread an unpaired difference is certain, or there is none") {
  const std::vector<double> one{1, 1};
  const std::vector<double> two{2, 2, 2};
  CHECK(unpaired_difference(one, two).p == 0);
  CHECK(std::isnan(unpaired_difference(one, one).p));
  CHECK(std::isnan(unpaired_difference(one, std::vector<double>{2}).estimate.high));
}
