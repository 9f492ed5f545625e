#pragma once

#include <bit>
#include <cmath>
#include <cstdint>

namespace faultline::bench {

/// Exponential spans in nanoseconds: -mean * log(u), u from xoshiro256++, whose state SplitMix64
/// fills from the seed. Two with one seed give the same numbers. Source: Blackman, Vigna,
/// "Scrambled linear pseudorandom number generators", TOMS 47 (2021).
class Exponential {
 public:
  Exponential(double mean_ns, std::uint64_t seed) : mean_ns_(mean_ns) {
    for (auto& word : state_) {
      word = seed += 0x9E3779B97F4A7C15u;
      word = (word ^ word >> 30) * 0xBF58476D1CE4E5B9u;
      word = (word ^ word >> 27) * 0x94D049BB133111EBu;
      word ^= word >> 31;
    }
  }

  std::int64_t next() { return static_cast<std::int64_t>(0.5 - mean_ns_ * std::log(uniform())); }

 private:
  /// Uniform on (0, 1), neither end included.
  double uniform() { return (static_cast<double>(bits() >> 11) + 0.5) * 0x1p-53; }

  std::uint64_t bits() {
    const auto result = std::rotl(state_[0] + state_[3], 23) + state_[0];
    const auto shifted = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = std::rotl(state_[3], 45);
    return result;
  }

  double mean_ns_;
  std::uint64_t state_[4];
};

}  // namespace faultline::bench
