#include "models/events/memory.hpp"

#include <algorithm>

namespace faultline {

namespace {
constexpr std::size_t keys_watched = 1'000'000;
}

Memory::Memory(const Consumption& consumption, bool keys) {
  if (consumption.remembers) had_.emplace(static_cast<std::size_t>(*consumption.remembers));
  if (keys) latest_.emplace(keys_watched);
}

bool Memory::note(const Event& event) {
  if (had_) had_->at(event.id(), true);
  if (!latest_) return false;
  auto& latest = latest_->at(event.transaction().key, start_of_run);
  if (event.published() < latest) return true;
  latest = event.published();
  return false;
}

}  // namespace faultline
