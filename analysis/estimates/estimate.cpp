#include "analysis/estimates/estimate.hpp"

#include <algorithm>
#include <array>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <cstddef>
#include <functional>
#include <limits>
#include <vector>

#include "analysis/estimates/moments.hpp"
#include "sim/engine/check.hpp"

namespace faultline {

namespace {

/// t(0.975, n - 1) / sqrt(n): the interval's half-width in standard deviations.
double compute_half_width(std::size_t n) {
  const boost::math::students_t distribution(static_cast<double>(n - 1));
  return boost::math::quantile(distribution, 0.975) / std::sqrt(static_cast<double>(n));
}

/// The same, remembered for the usual n: a quantile takes microseconds, a series asks thousands.
double half_width_in_deviations(std::size_t n) {
  static const auto usual = [] {
    std::array<double, 65> half_widths{};
    for (std::size_t i = 2; i < half_widths.size(); ++i) half_widths[i] = compute_half_width(i);
    return half_widths;
  }();
  return n < usual.size() ? usual[n] : compute_half_width(n);
}

/// Where all are alike the interval ends at the mean, but for rounding.
Estimate wilson(double mean, int n) {
  constexpr double z = 1.959963984540054;
  const auto count = static_cast<double>(n);
  const auto middle = (mean + z * z / (2 * count)) / (1 + z * z / count);
  const auto spread =
      z / (1 + z * z / count) * std::sqrt(mean * (1 - mean) / count + z * z / (4 * count * count));
  return {mean, std::clamp(middle - spread, 0.0, mean), std::clamp(middle + spread, mean, 1.0), n};
}

/// The least number from `n` on that is enough; more is enough, too.
double fewest(int n, const std::function<bool(int)>& enough) {
  constexpr int most = 1000000;
  if (!enough(most)) return std::numeric_limits<double>::infinity();
  int too_few = n - 1;
  int plenty = most;
  while (plenty - too_few > 1) {
    const int middle = too_few + (plenty - too_few) / 2;
    (enough(middle) ? plenty : too_few) = middle;
  }
  return plenty;
}

std::vector<double> differences_of(std::span<const double> first, std::span<const double> second) {
  check(first.size() == second.size(), "a paired difference needs the same replications");
  std::vector<double> differences(first.size());
  for (std::size_t i = 0; i < first.size(); ++i) differences[i] = second[i] - first[i];
  return differences;
}

}  // namespace

Estimate estimate(std::span<const double> values) { return estimate(moments_of(values)); }

Estimate estimate(const Moments& moments) {
  const auto [mean, deviation, n] = moments;
  if (n < 2) return {mean, no_value, no_value, n};
  const double half_width =
      deviation == 0 ? 0 : deviation * half_width_in_deviations(static_cast<std::size_t>(n));
  return {mean, mean - half_width, mean + half_width, n};
}

Estimate estimate_probability(std::span<const double> values) {
  const auto [mean, deviation, n] = moments_of(values);
  if (n < 2) return {mean, no_value, no_value, n};
  return wilson(mean, n);
}

double replications_to_exclude(std::span<const double> values, double value) {
  const auto [mean, deviation, n] = moments_of(values);
  if (n < 2) return no_value;
  const auto distance = std::abs(mean - value);
  return fewest(n, [&](int count) {
    return deviation * half_width_in_deviations(static_cast<std::size_t>(count)) < distance;
  });
}

double replications_to_exclude_probability(std::span<const double> values, double value) {
  const auto [mean, deviation, n] = moments_of(values);
  if (n < 2) return no_value;
  return fewest(n, [&](int count) {
    const auto [same, low, high, of] = wilson(mean, count);
    return value < low || value > high;
  });
}

Estimate within(Estimate estimate, double least, double greatest) {
  if (estimate.n < 2) return estimate;
  estimate.low = std::max(estimate.low, std::min(least, estimate.mean));
  estimate.high = std::min(estimate.high, std::max(greatest, estimate.mean));
  return estimate;
}

Estimate paired_difference(std::span<const double> first, std::span<const double> second) {
  return estimate(differences_of(first, second));
}

double p_of_no_difference(std::span<const double> first, std::span<const double> second) {
  const auto [mean, deviation, n] = moments_of(differences_of(first, second));
  if (n < 2 || (mean == 0 && deviation == 0)) return no_value;
  if (deviation == 0) {
    const bool constant = moments_of(first).deviation == 0 && moments_of(second).deviation == 0;
    return constant ? 0 : std::exp2(1 - n);
  }
  const boost::math::students_t distribution(n - 1);
  const double t = std::abs(mean) / deviation * std::sqrt(n);
  return 2 * boost::math::cdf(boost::math::complement(distribution, t));
}

UnpairedDifference unpaired_difference(std::span<const double> first,
                                       std::span<const double> second) {
  const auto one = moments_of(first);
  const auto other = moments_of(second);
  const auto mean = other.mean - one.mean;
  const auto n = std::min(one.n, other.n);
  if (n < 2) return {{mean, no_value, no_value, n}, no_value};
  const auto of_one = one.deviation * one.deviation / one.n;
  const auto of_other = other.deviation * other.deviation / other.n;
  const auto variance = of_one + of_other;
  if (variance == 0) return {{mean, mean, mean, n}, mean == 0 ? no_value : 0};
  const auto freedom =
      variance * variance / (of_one * of_one / (one.n - 1) + of_other * of_other / (other.n - 1));
  const boost::math::students_t distribution(freedom);
  const auto half_width = boost::math::quantile(distribution, 0.975) * std::sqrt(variance);
  const auto t = std::abs(mean) / std::sqrt(variance);
  return {{mean, mean - half_width, mean + half_width, n},
          2 * boost::math::cdf(boost::math::complement(distribution, t))};
}

}  // namespace faultline
