#include "sim/random/zipf.hpp"

#include <algorithm>
#include <cmath>

namespace faultline {

Zipf::Zipf(std::uint64_t keys, double exponent)
    : keys_(static_cast<double>(keys)), exponent_(exponent) {
  from_ = integral(1.5) - 1;
  to_ = integral(keys_ + 0.5);
  sure_ = 2 - inverse_integral(integral(2.5) - mass(2));
}

std::uint64_t Zipf::sample(Draw& draw) const {
  for (;;) {
    const auto u = to_ + draw.uniform() * (from_ - to_);
    const auto x = inverse_integral(u);
    const auto k = std::clamp(std::floor(x + 0.5), 1.0, keys_);
    if (k - x <= sure_ || u >= integral(k + 0.5) - mass(k)) return static_cast<std::uint64_t>(k);
  }
}

double Zipf::mass(double x) const { return std::exp(-exponent_ * std::log(x)); }

/// (x^(1-s) - 1) / (1 - s), and ln x where s = 1; by expm1, so that s near 1 loses no digits.
double Zipf::integral(double x) const {
  const auto log = std::log(x);
  const auto power = (1 - exponent_) * log;
  return std::abs(power) > 1e-8 ? log * std::expm1(power) / power : log * (1 + power / 2);
}

double Zipf::inverse_integral(double y) const {
  const auto power = std::max(-1.0, y * (1 - exponent_));
  const auto log = std::abs(power) > 1e-8 ? y * std::log1p(power) / power : y * (1 - power / 2);
  return std::exp(log);
}

}  // namespace faultline
