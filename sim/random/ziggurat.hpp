#pragma once

#include <array>
#include <cstdint>

namespace faultline {

/// Exponential numbers of mean 1 by the ziggurat method: the area under e^-x is cut into 256
/// layers of equal area v, layer i reaching from 0 to x_i. Of 64 bits eight choose the layer and 53
/// a place x in it; where x < x_(i+1), which is so in 98.9 % of the cases, it lies under the curve
/// and is taken at once. What lies beyond x_1 = r is exponential again.
/// Source: Marsaglia, Tsang, "The ziggurat method for generating random variables", Journal of
/// Statistical Software 5(8), 2000.
class Ziggurat {
 public:
  Ziggurat();

  /// `next()` returns 64 random bits at each call.
  template <class Next>
  double operator()(Next next) const {
    for (double beyond = 0;;) {
      const std::uint64_t bits = next();
      const auto layer = bits & (layers - 1);
      const auto place = bits >> 11;
      const auto& inside = layers_[layer];
      const auto x = static_cast<double>(static_cast<std::int64_t>(place)) * inside.width;
      if (place < inside.surely) [[likely]]
        return beyond + x;
      if (layer == 0)
        beyond += r;
      else if (under_curve(layer, x, next()))
        return beyond + x;
    }
  }

 private:
  static constexpr std::size_t layers = 256;
  static constexpr double r = 7.69711747013104972;

  /// `bits` determine the height of the point in its layer.
  bool under_curve(std::size_t layer, double x, std::uint64_t bits) const;

  struct Layer {
    std::uint64_t surely;  ///< places below this lie under the curve
    double width;          ///< x_i / 2^53
  };
  std::array<Layer, layers> layers_;
  std::array<double, layers + 1> heights_;  ///< e^-x_i
};

extern const Ziggurat ziggurat;

}  // namespace faultline
