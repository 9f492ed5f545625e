#include "models/policy.hpp"

namespace faultline {

Kind<Policy> timeout();
Kind<Policy> retry();

template <>
const std::vector<Kind<Policy>>& kinds_of<Policy>() {
  static const std::vector<Kind<Policy>> table{timeout(), retry()};
  return table;
}

}  // namespace faultline
