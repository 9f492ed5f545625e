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
Kind<Fault> hang();
Kind<Fault> cpu_stress();
Kind<Fault> memory_leak();
Kind<Fault> throttle();
Kind<Fault> loss();
Kind<Fault> partition();
Kind<Fault> reset();
Kind<Fault> dns();
Kind<Fault> certificate();
Kind<Fault> connection_limit();
Kind<Fault> full_disk();
Kind<Fault> bandwidth();
Kind<Fault> restart();
Kind<Fault> corrupt();
Kind<Fault> clock_skew();
Kind<Fault> bad_configuration();

template <>
const std::vector<Kind<Fault>>& kinds_of<Fault>() {
  static const std::vector<Kind<Fault>> table{
      crash(),     slow(),        latency(), errors(),     pause(),       flush(),
      drop(),      duplicate(),   delay(),   reorder(),    poison(),      rebalance(),
      lock(),      leader_loss(), hang(),    cpu_stress(), memory_leak(), throttle(),
      loss(),      partition(),   reset(),   dns(),        certificate(), connection_limit(),
      full_disk(), bandwidth(),   restart(), corrupt(),    clock_skew(),  bad_configuration()};
  return table;
}

}  // namespace faultline
