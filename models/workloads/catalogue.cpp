#include "models/workloads/workload.hpp"

namespace faultline {

Kind<Workload> open_workload();
Kind<Workload> closed();
Kind<Workload> replay();

template <>
const std::vector<Kind<Workload>>& kinds_of<Workload>() {
  static const std::vector<Kind<Workload>> table{open_workload(), closed(), replay()};
  return table;
}

}  // namespace faultline
