#include "models/conditions/criterion.hpp"

namespace faultline {

Kind<Criterion> queue_above();
Kind<Criterion> utilisation_above();
Kind<Criterion> lag_above();
Kind<Criterion> client_measure();
Kind<Criterion> budget_burnt();
Kind<Criterion> during_something();

template <>
const std::vector<Kind<Criterion>>& kinds_of<Criterion>() {
  static const std::vector<Kind<Criterion>> table{queue_above(),  utilisation_above(),
                                                  lag_above(),    client_measure(),
                                                  budget_burnt(), during_something()};
  return table;
}

}  // namespace faultline
