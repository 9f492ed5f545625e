#pragma once

#include <memory>
#include <vector>

#include "models/instances/instance.hpp"
#include "sim/language/family.hpp"
#include "sim/random/distribution.hpp"

namespace faultline {

/// Something that makes an instance pause from time to time, all its work at once.
class Pause {
 public:
  static constexpr auto called = "pause";
  static constexpr bool led_by_name = false;
  static constexpr auto short_kind = "";
  static constexpr auto short_field = "";

  virtual ~Pause() = default;
  virtual void fields(Fields& f) = 0;
  /// Stops `instance` as often as it is due, until it is destroyed. `stream` is the instance's own.
  virtual Task<void> run(Instance& instance, Stream stream) const = 0;
};

template <>
const std::vector<Kind<Pause>>& kinds_of<Pause>();

using Pauses = std::vector<std::unique_ptr<Pause>>;

}  // namespace faultline
