#pragma once

#include "models/scenario/outline.hpp"
#include "models/scenario/placement.hpp"
#include "models/target.hpp"
#include "sim/platform_spec.hpp"

namespace faultline {

/// What answers take at the least in one design: the ways there and back along the whole chain of
/// what has to be asked, and between them nothing, or the shortest work of the operations. Blocking
/// calls go in no circle.
class LeastTimes {
 public:
  enum class Of : std::uint8_t { messages, messages_and_work };

  LeastTimes(const Scenario& scenario, const Outline& outline, Of what = Of::messages)
      : scenario_(scenario),
        outline_(outline),
        spec_(spec_of(scenario, *outline.design)),
        what_(what) {}

  /// The way to part `to` and back.
  Duration way(const std::string& from, const std::string& to, const MessageSizes& sizes) const;
  /// An answer of `operation` that is asked by part `from`.
  Duration call(const std::string& from, const std::string& operation,
                const MessageSizes& sizes) const;
  /// All steps of the operation, one after the other.
  Duration steps(const Outline::Item& operation) const;
  /// Work of such a length.
  Duration work(const Distribution& time) const {
    return what_ == Of::messages ? Duration::zero() : time.least();
  }

 private:
  const Scenario& scenario_;
  const Outline& outline_;
  PlatformSpec spec_;
  Of what_;
};

}  // namespace faultline
