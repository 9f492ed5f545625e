#pragma once

#include <cmath>
#include <span>

#include "analysis/estimates/ratio.hpp"

namespace faultline {

/// Mean and standard deviation of a sample; NaN (no value) is left out.
struct Moments {
  double mean;
  double deviation;  ///< with n - 1 in the denominator; no_value below two values
  int n;
};

inline Moments moments_of(std::span<const double> values) {
  double sum = 0;
  int n = 0;
  for (const double value : values) {
    if (std::isnan(value)) continue;
    sum += value;
    ++n;
  }
  const double mean = ratio(sum, n);
  double squares = 0;
  for (const double value : values)
    if (!std::isnan(value)) squares += (value - mean) * (value - mean);
  return {mean, n < 2 ? no_value : std::sqrt(squares / (n - 1)), n};
}

}  // namespace faultline
