#include "models/data/replication.hpp"

#include <algorithm>

namespace faultline {

void Replication::update(const Call& call, const Stream& lags) {
  forget();
  const auto now = calendar_.now();
  Update update{call.transaction->key, now, std::vector<Time>(nodes_, now)};
  for (std::size_t node = 0; node < nodes_; ++node) {
    auto draw = lags.draw(call.transaction->id, nested_attempt(call.attempt, node + 1));
    if (lag_ && node != primary_) update.visible[node] += lag_->sample(draw);
    if (!updates_.empty())
      update.visible[node] = std::max(update.visible[node], updates_.back().visible[node]);
  }
  keys_[update.key].push_back(first_ + updates_.size());
  updates_.push_back(std::move(update));
}

Replication::Lack Replication::lack(std::size_t node, std::uint64_t key) {
  forget();
  const auto found = keys_.find(key);
  if (found == keys_.end()) return {};
  const auto& numbers = found->second;
  const auto first = std::ranges::partition_point(
      numbers, [&](std::uint64_t number) { return numbered(number).visible[node] <= clock(); });
  if (first == numbers.end()) return {};
  return {calendar_.now() - numbered(*first).at, static_cast<std::uint64_t>(numbers.end() - first)};
}

std::size_t Replication::visible_at(std::size_t node) const {
  const auto first = std::ranges::partition_point(
      updates_, [&](const Update& update) { return update.visible[node] <= clock(); });
  return static_cast<std::size_t>(first - updates_.begin());
}

void Replication::go_on() {
  const auto since = still_since_.value_or(calendar_.now());
  for (auto& update : updates_)
    for (auto& visible : update.visible)
      if (visible > since) visible += calendar_.now() - since;
  still_since_.reset();
}

std::uint64_t Replication::take_over(std::size_t node) {
  const auto had = visible_at(node);
  const auto lost = updates_.size() - had;
  while (updates_.size() > had) {
    auto& numbers = keys_.at(updates_.back().key);
    numbers.pop_back();
    if (numbers.empty()) keys_.erase(updates_.back().key);
    updates_.pop_back();
  }
  primary_ = node;
  go_on();
  return lost;
}

void Replication::forget() {
  while (!updates_.empty() && std::ranges::max(updates_.front().visible) <= clock()) {
    const auto found = keys_.find(updates_.front().key);
    found->second.pop_front();
    if (found->second.empty()) keys_.erase(found);
    updates_.pop_front();
    ++first_;
  }
}

}  // namespace faultline
