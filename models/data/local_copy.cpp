#include "models/data/local_copy.hpp"

#include <algorithm>

namespace faultline {

namespace {

constexpr std::size_t events_known = 100'000;
constexpr std::size_t updates_remembered = 32;

std::size_t remembered(const LocalCopy::Rules& rules) {
  if (!rules.keys) return 0;
  if (!rules.versioned) return updates_remembered;
  return rules.expires ? 1 : 0;
}

}  // namespace

LocalCopy::LocalCopy(const Rules& rules)
    : versioned_(rules.versioned), kept_(remembered(rules)), known_(events_known) {}

void LocalCopy::announced(const Event& event) {
  if (known_.find(event.id())) return;
  known_.at(event.id(), true);
  items_[event.transaction().key].updates.push_back({event.id(), event.published()});
}

void LocalCopy::withdrawn(const Event& event) {
  const auto item = items_.find(event.transaction().key);
  if (item == items_.end()) return;
  auto& [updates, had] = item->second;
  const auto found = std::ranges::find(updates, event.id(), &Update::id);
  if (found == updates.end()) return;
  if (found - updates.begin() < static_cast<std::ptrdiff_t>(had)) --had;
  updates.erase(found);
  trim(item);
}

void LocalCopy::appended(const Event& event) {
  const auto item = items_.find(event.transaction().key);
  if (item == items_.end()) return;
  auto& updates = item->second.updates;
  const auto found = std::ranges::find(updates.rbegin(), updates.rend(), event.id(), &Update::id);
  if (found != updates.rend()) found->logged = true;
}

void LocalCopy::take(std::uint64_t key, std::uint64_t id) {
  const auto item = items_.find(key);
  if (item == items_.end()) return;
  auto& [updates, had] = item->second;
  const auto from = versioned_ ? had : 0;
  const auto first = updates.begin() + static_cast<std::ptrdiff_t>(from);
  const auto found = std::ranges::find(first, updates.end(), id, &Update::id);
  if (found != updates.end())
    had = static_cast<std::size_t>(found - updates.begin()) + 1;
  else if (!versioned_ && known_.find(id))
    had = 0;
  trim(item);
}

void LocalCopy::read_again(Time from) {
  for (auto item = items_.begin(); item != items_.end(); item = trim(item)) {
    auto& [updates, had] = item->second;
    const auto held = [&](const Update& one) { return one.logged && one.published > from; };
    const auto last = std::find_if(updates.rbegin(), updates.rend(), held);
    had = static_cast<std::size_t>(updates.rend() - last);
  }
}

auto LocalCopy::lack(std::uint64_t key) const -> Lack {
  const auto item = items_.find(key);
  if (item == items_.end()) return {};
  const auto& [updates, had] = item->second;
  if (had == updates.size()) return {};
  return {updates.size() - had, updates[had].published};
}

bool LocalCopy::lacks_any_of(const Transaction& transaction) const {
  const auto item = items_.find(transaction.key);
  if (item == items_.end()) return false;
  const auto& [updates, had] = item->second;
  const auto first = updates.begin() + static_cast<std::ptrdiff_t>(had);
  return std::any_of(first, updates.end(), [&](const Update& update) {
    return Event::transaction_of(update.id) == transaction.id;
  });
}

/// Forgets what need not be remembered; gives the next item.
auto LocalCopy::trim(Items::iterator item) -> Items::iterator {
  auto& [updates, had] = item->second;
  for (; had > kept_; --had) updates.pop_front();
  return updates.empty() ? items_.erase(item) : std::next(item);
}

}  // namespace faultline
