#include "models/events/memory.hpp"

#include <algorithm>

namespace faultline {

namespace {
constexpr std::size_t keys_watched = 1'000'000;
}

Memory::Memory(const Consumption& consumption, bool keys) : consumption_(consumption) {
  if (keys) latest_.emplace(keys_watched);
}

RecentMap<bool>& Memory::ids(const Instance& at) {
  const auto process = shared() ? 0 : at.process();
  const auto key = shared() ? 0 : at.number();
  auto found = had_.find(key);
  if (found == had_.end() || found->second.process != process) {
    const auto most = static_cast<std::size_t>(*consumption_.remembers);
    found = had_.insert_or_assign(key, Ids{RecentMap<bool>(most), process}).first;
  }
  return found->second.had;
}

Signal* Memory::insert(const Event& event, Instance& at, Claim& claim) {
  const std::pair key(shared() ? 0 : at.number(), event.id());
  const auto [place, fresh] = claims_.try_emplace(key, at.calendar());
  if (!fresh) return &place->second;
  claim.memory_ = this;
  claim.place_ = place;
  return nullptr;
}

void Memory::let_go(Claim::Place claim) {
  claim->second.give();
  claims_.erase(claim);
}

bool Memory::note(const Event& event, const Instance& at) {
  if (consumption_.remembers) ids(at).at(event.id(), true);
  if (!latest_) return false;
  auto& latest = latest_->at(event.transaction().key, start_of_run);
  if (event.published() < latest) return true;
  latest = event.published();
  return false;
}

}  // namespace faultline
