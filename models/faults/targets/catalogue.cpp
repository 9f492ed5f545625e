#include "models/faults/targets/selector.hpp"

namespace faultline {

Kind<Selector> part();
Kind<Selector> host();
Kind<Selector> zone();
Kind<Selector> rack();
Kind<Selector> region();
Kind<Selector> link();
Kind<Selector> label();
Kind<Selector> primary();
Kind<Selector> consumers();
Kind<Selector> leader();
Kind<Selector> canary_target();

template <>
const std::vector<Kind<Selector>>& kinds_of<Selector>() {
  static const std::vector<Kind<Selector>> table{part(),      host(),   zone(),         rack(),
                                                 region(),    link(),   label(),        primary(),
                                                 consumers(), leader(), canary_target()};
  return table;
}

}  // namespace faultline
