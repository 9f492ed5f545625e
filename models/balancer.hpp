#pragma once

#include <memory>
#include <vector>

#include "models/serving/pool.hpp"
#include "sim/family.hpp"

namespace faultline {

/// Which of its instances a service gives the next request to. One balancer stands in front of all
/// who ask, and knows what is in flight at each instance at once.
class Balancer {
 public:
  static constexpr auto called = "balancer";
  static constexpr bool led_by_name = false;
  static constexpr bool bare_name = true;
  static constexpr auto short_kind = "";
  static constexpr auto short_field = "";

  virtual ~Balancer() = default;
  virtual void fields(Fields&) {}

  /// What would be wrong with it in front of so many instances; empty where nothing is.
  virtual std::string unfit_for(std::size_t) const { return {}; }

  /// Index in `pool.choices()`, of which there are several. `draw` is the request's own.
  virtual std::size_t choose(Pool& pool, const Call& call, Draw& draw) = 0;
};

template <>
const std::vector<Kind<Balancer>>& kinds_of<Balancer>();

/// One of `count`, each as probable.
inline std::size_t one_of(std::size_t count, Draw& draw) {
  return static_cast<std::size_t>(draw.uniform() * static_cast<double>(count));
}

}  // namespace faultline
