#include "models/events/staging.hpp"

#include <utility>

#include "sim/engine/check.hpp"

namespace faultline {

std::uint32_t Staging::open() {
  check(opened_ < UINT32_MAX, "a run has less than 2^32 transactional deliveries");
  stages_.try_emplace(++opened_);
  return opened_;
}

void Staging::put(std::uint32_t stage, Action action) {
  if (stage == 0) return action();
  const auto found = stages_.find(stage);
  if (found != stages_.end()) found->second.actions.push_back(std::move(action));
}

void Staging::put_once(std::uint32_t stage, const void* whose, std::uint64_t id, Action action) {
  const auto found = stages_.find(stage);
  if (found != stages_.end() && found->second.put.emplace(whose, id).second)
    found->second.actions.push_back(std::move(action));
}

void Staging::commit(std::uint32_t stage) {
  const auto staged = stages_.extract(stage);
  for (const auto& action : staged.mapped().actions) action();
}

}  // namespace faultline
