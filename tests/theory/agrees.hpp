#pragma once

#include <catch2/catch.hpp>
#include <cmath>
#include <string>

#include "analysis/estimates/estimate.hpp"

namespace faultline {

/// How far an estimate may be from the closed form, in relation to it.
struct Tolerance {
  double precision;       ///< the greatest half-width with which the test still says something
  double resolution = 0;  ///< of the measure itself, such as a histogram's cells
};

/// A histogram's quantile is off by at most half a cell.
inline constexpr double histogram_resolution = 1.0 / 128;

/// The closed form lies within two half-widths of the mean: with ten replications 4.5 standard
/// errors, which chance exceeds once in 700 tests of another seed.
class Agrees final : public Catch::MatcherBase<Estimate> {
 public:
  Agrees(double closed_form, Tolerance tolerance)
      : closed_form_(closed_form), tolerance_(tolerance) {}

  bool match(const Estimate& estimate) const override {
    const auto half_width = (estimate.high - estimate.low) / 2;
    const auto off = std::abs(estimate.mean - closed_form_);
    return half_width <= tolerance_.precision * closed_form_ &&
           off <= 2 * half_width + tolerance_.resolution * closed_form_;
  }

  std::string describe() const override {
    return "agrees with " + Catch::Detail::stringify(closed_form_) + ", known to " +
           Catch::Detail::stringify(tolerance_.precision * closed_form_);
  }

 private:
  double closed_form_;
  Tolerance tolerance_;
};

}  // namespace faultline

template <>
struct Catch::StringMaker<faultline::Estimate> {
  static std::string convert(const faultline::Estimate& estimate) {
    return StringMaker<double>::convert(estimate.mean) + " (" +
           StringMaker<double>::convert(estimate.low) + " to " +
           StringMaker<double>::convert(estimate.high) + ", n " + std::to_string(estimate.n) + ")";
  }
};
