#pragma once

#include <cstdint>

#include "sim/random/stream.hpp"

namespace faultline {

/// Keys 1 to n of which key k is drawn with probability proportional to k^-s, s >= 0 (0: all are
/// equally popular). Rejection from the inverted integral of x^-s; less than two tries on average,
/// whatever n is. Source: Hormann, Derflinger, "Rejection-inversion to generate variates from
/// monotone discrete distributions", ACM TOMACS 6(3), 1996.
class Zipf {
 public:
  Zipf(std::uint64_t keys, double exponent);

  std::uint64_t sample(Draw& draw) const;

 private:
  double integral(double x) const;          ///< of t^-s over [1, x]
  double inverse_integral(double y) const;  ///< the x that it leads to
  double mass(double x) const;              ///< x^-s

  double keys_;
  double exponent_;
  double from_ = 0;
  double to_ = 0;
  double sure_ = 0;
};

}  // namespace faultline
