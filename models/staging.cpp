#include "models/staging.hpp"

#include <utility>

#include "sim/check.hpp"

namespace faultline {

std::uint16_t Staging::open() {
  if (free_.empty()) {
    check(stages_.size() < UINT16_MAX, "at most 65534 transactional consumers work at once");
    stages_.emplace_back();
    return static_cast<std::uint16_t>(stages_.size() - 1);
  }
  const auto stage = free_.back();
  free_.pop_back();
  return stage;
}

void Staging::commit(std::uint16_t stage) {
  const auto actions = std::exchange(stages_[stage], {});
  for (const auto& action : actions) action();
  free_.push_back(stage);
}

void Staging::discard(std::uint16_t stage) {
  stages_[stage].clear();
  free_.push_back(stage);
}

}  // namespace faultline
