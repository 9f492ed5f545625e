#include "models/arrivals/arrivals.hpp"

namespace faultline {

Kind<Arrivals> poisson();
Kind<Arrivals> constant_arrivals();
Kind<Arrivals> piecewise();
Kind<Arrivals> ramp();
Kind<Arrivals> spike();
Kind<Arrivals> daily();
Kind<Arrivals> on_off();
Kind<Arrivals> mmpp();

template <>
const std::vector<Kind<Arrivals>>& kinds_of<Arrivals>() {
  static const std::vector<Kind<Arrivals>> table{
      poisson(), constant_arrivals(), piecewise(), ramp(), spike(), daily(), on_off(), mmpp()};
  return table;
}

}  // namespace faultline
