#pragma once

#include "sim/engine/time.hpp"
#include "sim/language/family.hpp"
#include "sim/random/stream.hpp"

namespace faultline {

/// A distribution of durations, sampled by inversion: a larger uniform number gives a longer
/// duration, so that two designs that use the same numbers get comparable durations.
class Distribution {
 public:
  static constexpr auto called = "distribution";
  static constexpr bool led_by_name = false;
  static constexpr auto short_kind = "constant";
  static constexpr auto short_field = "value";

  virtual ~Distribution() = default;
  virtual void fields(Fields& f) = 0;
  /// One duration, zero or more.
  virtual Duration sample(Draw& draw) const = 0;
  /// The expected value in seconds; infinite if there is none.
  virtual double mean() const = 0;
  /// The lower bound of the durations.
  virtual Duration least() const { return Duration::zero(); }
  /// Whether all durations are equal.
  virtual bool fixed() const { return false; }
};

template <>
const std::vector<Kind<Distribution>>& kinds_of<Distribution>();

/// The distribution that always gives the same duration.
std::unique_ptr<Distribution> always(Duration value);

/// The standard normal quantile of p in (0, 1): Wichura, algorithm AS 241 (PPND16), Applied
/// Statistics 37 (1988); relative error about 1e-16.
double normal_quantile(double p);

}  // namespace faultline
