#pragma once

#include "models/scenario/outline.hpp"
#include "models/scenario/placement.hpp"
#include "models/target.hpp"
#include "sim/platform_spec.hpp"

namespace faultline {

/// What answers take at the least in one design, by the network alone: the ways there and back
/// along the whole chain of what has to be asked. Blocking calls go in no circle.
class LeastTimes {
 public:
  LeastTimes(const Scenario& scenario, const Outline& outline)
      : scenario_(scenario), outline_(outline), spec_(spec_of(scenario, *outline.design)) {}

  /// The way to part `to` and back.
  Duration way(const std::string& from, const std::string& to, const MessageSizes& sizes) const;
  /// An answer of `operation` that is asked by part `from`.
  Duration call(const std::string& from, const std::string& operation,
                const MessageSizes& sizes) const;

 private:
  const Scenario& scenario_;
  const Outline& outline_;
  PlatformSpec spec_;
};

}  // namespace faultline
