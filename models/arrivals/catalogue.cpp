#include "models/arrivals.hpp"

namespace faultline {

Kind<Arrivals> poisson();
Kind<Arrivals> constant_arrivals();
Kind<Arrivals> piecewise();

template <>
const std::vector<Kind<Arrivals>>& kinds_of<Arrivals>() {
  static const std::vector<Kind<Arrivals>> table{poisson(), constant_arrivals(), piecewise()};
  return table;
}

}  // namespace faultline
