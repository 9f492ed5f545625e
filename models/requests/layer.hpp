#pragma once

#include <cstdint>
#include <memory>

namespace faultline {

/// Distinguishes a retrying policy from others of its kind around the same call. Numbers are
/// assigned at the first retry in a run, so that a policy that never retries does not change the
/// others'.
class Layer {
 public:
  using Taken = std::shared_ptr<std::uint64_t>;

  Layer() = default;
  /// `taken` is the greatest number given out; two kinds of policy begin at 0 and at 1.
  explicit Layer(Taken taken) : taken_(std::move(taken)) {}

  std::uint64_t number() {
    if (number_ == 0) number_ = *taken_ += 2;
    return number_;
  }

 private:
  Taken taken_;
  std::uint64_t number_ = 0;
};

}  // namespace faultline
