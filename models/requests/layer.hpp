#pragma once

#include <cstdint>
#include <memory>

namespace faultline {

/// Tells a policy that tries again from the others of its kind around the same call. Numbers are
/// given out as they first try again in a run, so that one that never does changes nobody's.
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
