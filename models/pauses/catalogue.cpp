#include "models/pauses/pause.hpp"

namespace faultline {

Kind<Pause> regular();
Kind<Pause> garbage_collection();

template <>
const std::vector<Kind<Pause>>& kinds_of<Pause>() {
  static const std::vector<Kind<Pause>> table{regular(), garbage_collection()};
  return table;
}

}  // namespace faultline
