#pragma once

#include <optional>

#include "sim/random/stream.hpp"
#include "sim/random/zipf.hpp"

namespace faultline {

/// What requests are about: key k of n in proportion to k^-s (Zipf's law). Besides its own each
/// request has further ones, numbered from 1, drawn by the same law. Without a law all are its own.
class Keys {
 public:
  Keys(std::optional<Zipf> law, const Streams& streams)
      : law_(law), draws_(streams.named("keys")) {}

  std::uint64_t of(std::uint64_t request, std::uint64_t further = 0) const {
    if (!law_) return further == 0 ? request : mix(request ^ mix(further));
    auto draw = draws_.draw(request, further);
    return law_->sample(draw);
  }

 private:
  std::optional<Zipf> law_;
  Stream draws_;
};

}  // namespace faultline
