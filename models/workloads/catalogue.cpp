#include "models/workload.hpp"

namespace faultline {

Kind<Workload> open_workload();

template <>
const std::vector<Kind<Workload>>& kinds_of<Workload>() {
  static const std::vector<Kind<Workload>> table{open_workload()};
  return table;
}

}  // namespace faultline
