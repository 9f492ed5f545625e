#pragma once

#include "sim/language/family.hpp"
#include "sim/random/stream.hpp"

namespace faultline {

/// A distribution of whole numbers, such as the number of iterations, sampled by inversion: a
/// larger uniform number gives no smaller count.
class Count {
 public:
  static constexpr auto called = "count";
  static constexpr bool led_by_name = false;
  static constexpr auto short_kind = "constant";
  static constexpr auto short_field = "value";

  virtual ~Count() = default;
  virtual void fields(Fields& f) = 0;
  /// One number, zero or more.
  virtual std::int64_t sample(Draw& draw) const = 0;
  virtual double mean() const = 0;
  /// The bounds of the numbers.
  virtual std::int64_t least() const { return 0; }
  virtual std::int64_t most() const { return unbounded; }

  static constexpr std::int64_t unbounded = std::int64_t{1} << 62;
};

template <>
const std::vector<Kind<Count>>& kinds_of<Count>();

}  // namespace faultline
