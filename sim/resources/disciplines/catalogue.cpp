#include "sim/resources/discipline.hpp"

namespace faultline {

Kind<Discipline> fifo();
Kind<Discipline> lifo();
Kind<Discipline> adaptive_lifo();
Kind<Discipline> codel();
Kind<Discipline> priority();
Kind<Discipline> deadline_first();

template <>
const std::vector<Kind<Discipline>>& kinds_of<Discipline>() {
  static const std::vector<Kind<Discipline>> table{fifo(),  lifo(),     adaptive_lifo(),
                                                   codel(), priority(), deadline_first()};
  return table;
}

}  // namespace faultline
