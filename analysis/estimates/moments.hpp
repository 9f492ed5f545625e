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

/// The same, one value after the other, so that none has to be kept.
/// Source: Welford, "Note on a method for calculating corrected sums of squares and products",
/// Technometrics 4(3), 1962.
class RunningMoments {
 public:
  void add(double value) {
    if (std::isnan(value)) return;
    const auto off = value - mean_;
    mean_ += off / ++n_;
    squares_ += off * (value - mean_);
  }
  Moments moments() const {
    return {n_ == 0 ? no_value : mean_, n_ < 2 ? no_value : std::sqrt(squares_ / (n_ - 1)), n_};
  }

 private:
  double mean_ = 0;
  double squares_ = 0;
  int n_ = 0;
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
