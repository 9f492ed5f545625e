#include "sim/random/count.hpp"

namespace faultline {

Kind<Count> constant_count();
Kind<Count> uniform_count();
Kind<Count> geometric_count();
Kind<Count> poisson_count();

template <>
const std::vector<Kind<Count>>& kinds_of<Count>() {
  static const std::vector<Kind<Count>> table{constant_count(), uniform_count(), geometric_count(),
                                              poisson_count()};
  return table;
}

}  // namespace faultline
