#include "models/policies/policy.hpp"

namespace faultline {

Kind<Policy> timeout();
Kind<Policy> deadline();
Kind<Policy> retry();
Kind<Policy> hedge();
Kind<Policy> breaker();
Kind<Policy> bulkhead();
Kind<Policy> pool();
Kind<Policy> rate_limit();
Kind<Policy> aimd_limit();
Kind<Policy> gradient_limit();
Kind<Policy> fallback();

template <>
const std::vector<Kind<Policy>>& kinds_of<Policy>() {
  static const std::vector<Kind<Policy>> table{
      timeout(), deadline(),   retry(),      hedge(),          breaker(), bulkhead(),
      pool(),    rate_limit(), aimd_limit(), gradient_limit(), fallback()};
  return table;
}

}  // namespace faultline
