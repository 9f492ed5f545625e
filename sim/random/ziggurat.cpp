#include "sim/random/ziggurat.hpp"

#include <cmath>

namespace faultline {

Ziggurat::Ziggurat() {
  constexpr double v = 0.0039496598225815571993;
  constexpr double places = 0x1p53;
  auto x = v / std::exp(-r);
  auto inner = r;
  for (std::size_t i = 0; i < layers; ++i) {
    layers_[i] = {static_cast<std::uint64_t>(inner / x * places), x / places};
    heights_[i] = std::exp(-x);
    x = inner;
    inner = i + 2 < layers ? -std::log(v / x + std::exp(-x)) : 0;
  }
  heights_[layers] = 1;
}

bool Ziggurat::under_curve(std::size_t layer, double x, std::uint64_t bits) const {
  const auto share = static_cast<double>(bits >> 11) * 0x1p-53;
  const auto low = heights_[layer];
  return low + share * (heights_[layer + 1] - low) < std::exp(-x);
}

const Ziggurat ziggurat;

}  // namespace faultline
