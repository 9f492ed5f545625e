#include "models/faults/fault.hpp"

namespace faultline {

Kind<Fault> crash();
Kind<Fault> slow();
Kind<Fault> latency();
Kind<Fault> errors();
Kind<Fault> pause();
Kind<Fault> flush();
Kind<Fault> drop();
Kind<Fault> duplicate();
Kind<Fault> delay();
Kind<Fault> reorder();
Kind<Fault> poison();
Kind<Fault> rebalance();
Kind<Fault> lock();
Kind<Fault> leader_loss();

template <>
const std::vector<Kind<Fault>>& kinds_of<Fault>() {
  static const std::vector<Kind<Fault>> table{
      crash(),     slow(),  latency(), errors(), pause(),     flush(), drop(),
      duplicate(), delay(), reorder(), poison(), rebalance(), lock(),  leader_loss()};
  return table;
}

}  // namespace faultline
