#include "sim/random/distribution.hpp"

namespace faultline {

Kind<Distribution> constant();
Kind<Distribution> exponential();
Kind<Distribution> uniform();
Kind<Distribution> lognormal();
Kind<Distribution> normal();
Kind<Distribution> erlang();
Kind<Distribution> pareto();
Kind<Distribution> mixture();
Kind<Distribution> empirical();

template <>
const std::vector<Kind<Distribution>>& kinds_of<Distribution>() {
  static const std::vector<Kind<Distribution>> table{constant(), exponential(), uniform(),
                                                     normal(),   lognormal(),   erlang(),
                                                     pareto(),   mixture(),     empirical()};
  return table;
}

}  // namespace faultline
