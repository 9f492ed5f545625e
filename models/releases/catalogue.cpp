#include <algorithm>

#include "models/releases/strategy.hpp"

namespace faultline {

Kind<Strategy> rolling();
Kind<Strategy> recreate();
Kind<Strategy> blue_green();
Kind<Strategy> canary();

template <>
const std::vector<Kind<Strategy>>& kinds_of<Strategy>() {
  static const std::vector<Kind<Strategy>> table{rolling(), recreate(), blue_green(), canary()};
  return table;
}

std::vector<Batch> in_turn(std::int64_t instances, const Batch& each) {
  std::vector<Batch> batches;
  if (each.size() == 0) return batches;
  while (instances > 0) {
    auto& batch = batches.emplace_back(each);
    batch.down = std::min(batch.down, instances);
    batch.beside = std::min(batch.beside, instances - batch.down);
    instances -= batch.size();
  }
  return batches;
}

}  // namespace faultline
