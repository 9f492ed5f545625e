#include "models/placements/placement.hpp"

namespace faultline {

Kind<Placement> spread();
Kind<Placement> pack();

template <>
const std::vector<Kind<Placement>>& kinds_of<Placement>() {
  static const std::vector<Kind<Placement>> table{spread(), pack()};
  return table;
}

}  // namespace faultline
