#pragma once

#include "sim/language/family.hpp"
#include "sim/random/stream.hpp"

namespace faultline {

/// When requests arrive, whatever becomes of those before.
class Arrivals {
 public:
  static constexpr auto called = "arrival process";
  static constexpr bool led_by_name = false;
  static constexpr auto short_kind = "poisson";
  static constexpr auto short_field = "rate";

  virtual ~Arrivals() = default;
  virtual void fields(Fields& f) = 0;
  /// Takes the streams of what it draws beside the gaps.
  virtual void bind(const Streams&) {}
  /// The arrival after the one at `previous` (the start of the run: before the first); it is asked
  /// in the order of time. end_of_time: there is none.
  virtual Time next(Time previous, Draw& draw) = 0;
  /// A field has become another one.
  virtual void changed() {}
  /// How many are to be expected from the start of the run to `end`, once the fields are read.
  virtual double expected_by(Time end) const = 0;
};

template <>
const std::vector<Kind<Arrivals>>& kinds_of<Arrivals>();

}  // namespace faultline
