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
  auto& updates = items_[event.transaction().key].updates;
  updates.push_back({event.id(), event.published()});
  lacks(updates.back(), 1);
}

void LocalCopy::withdrawn(const Event& event) {
  const auto item = items_.find(event.transaction().key);
  if (item == items_.end()) return;
  auto& [updates, had] = item->second;
  const auto found = std::ranges::find(updates, event.id(), &Update::id);
  if (found == updates.end()) return;
  if (found - updates.begin() < static_cast<std::ptrdiff_t>(had))
    --had;
  else
    lacks(*found, -1);
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
    have(item->second, static_cast<std::size_t>(found - updates.begin()) + 1);
  else if (!versioned_ && known_.find(id))
    have(item->second, 0);
  trim(item);
}

void LocalCopy::read_again(Time from) {
  for (auto item = items_.begin(); item != items_.end(); item = trim(item)) {
    auto& [updates, had] = item->second;
    const auto held = [&](const Update& one) { return one.logged && one.published > from; };
    const auto last = std::find_if(updates.rbegin(), updates.rend(), held);
    have(item->second, static_cast<std::size_t>(updates.rend() - last));
  }
}

auto LocalCopy::lack(std::uint64_t key) const -> Lack {
  const auto item = items_.find(key);
  if (item == items_.end()) return {};
  const auto& [updates, had] = item->second;
  if (had == updates.size()) return {};
  return {updates.size() - had, updates[had].published};
}

bool LocalCopy::lacks_any_of(const Transaction& transaction) {
  if (!lacked_) {
    lacked_.emplace();
    for (const auto& [key, item] : items_)
      for (auto i = item.had; i < item.updates.size(); ++i) lacks(item.updates[i], 1);
  }
  return lacked_->contains(transaction.id);
}

/// From now on it has so many of its updates.
void LocalCopy::have(Item& item, std::size_t count) {
  for (; item.had < count; ++item.had) lacks(item.updates[item.had], -1);
  for (; item.had > count; --item.had) lacks(item.updates[item.had - 1], 1);
}

void LocalCopy::lacks(const Update& update, int more) {
  if (!lacked_) return;
  const auto transaction = Event::transaction_of(update.id);
  auto& count = (*lacked_)[transaction];
  count += more;
  if (count == 0) lacked_->erase(transaction);
}

/// Forgets what need not be remembered; gives the next item.
auto LocalCopy::trim(Items::iterator item) -> Items::iterator {
  auto& [updates, had] = item->second;
  for (; had > kept_; --had) updates.pop_front();
  return updates.empty() ? items_.erase(item) : std::next(item);
}

}  // namespace faultline
