#include "models/data/replication.hpp"

#include <algorithm>
#include <ranges>

namespace faultline {

void Replication::update(const Call& call, std::uint64_t key, const Stream& lags) {
  forget();
  const auto now = calendar_.now();
  Update update{key, now, std::vector<Time>(nodes_.size(), now)};
  for (std::size_t node = 0; node < nodes_.size(); ++node) {
    if (node == primary_) continue;
    auto draw = lags.draw(call.transaction->id, nested_attempt(call.attempt, node + 1));
    take(node, update, now + (rules_.lag ? rules_.lag->sample(draw) : Duration::zero()));
  }
  keys_[update.key].push_back(first_ + updates_.size());
  updates_.push_back(std::move(update));
}

/// The node has it as soon as it has those before, `from` at the earliest.
void Replication::take(std::size_t number, Update& update, Time from) {
  auto& busy_until = nodes_[number].busy_until;
  busy_until = std::max(busy_until, from) + rules_.each;
  update.visible[number] = busy_until;
}

bool Replication::has(std::size_t node, std::size_t update) const {
  const auto& [up, had, busy_until] = nodes_[node];
  return up ? updates_[update].visible[node] <= clock() : first_ + update < had;
}

auto Replication::lack(std::size_t node, std::uint64_t key) -> Lack {
  forget();
  const auto found = keys_.find(key);
  if (found == keys_.end()) return {};
  const auto& numbers = found->second;
  const auto first = std::ranges::partition_point(
      numbers, [&](std::uint64_t number) { return has(node, number - first_); });
  if (first == numbers.end()) return {};
  return {calendar_.now() - updates_[*first - first_].at,
          static_cast<std::uint64_t>(numbers.end() - first)};
}

Duration Replication::behind(std::size_t node) const {
  const auto had = visible_at(node);
  return had == updates_.size() ? Duration::zero() : calendar_.now() - updates_[had].at;
}

std::size_t Replication::visible_at(std::size_t node) const {
  const auto all = std::views::iota(std::size_t{0}, updates_.size());
  return static_cast<std::size_t>(
      std::ranges::partition_point(all, [&](std::size_t update) { return has(node, update); }) -
      all.begin());
}

Time Replication::safe_until() {
  forget();
  return updates_.empty() ? calendar_.now() : updates_.front().at;
}

void Replication::go_on() {
  const auto since = clock();
  const auto later = calendar_.now() - since;
  const auto shift = [&](Time& when) {
    if (when > since) when += later;
  };
  for (auto& update : updates_)
    for (auto& visible : update.visible) shift(visible);
  for (auto& node : nodes_) shift(node.busy_until);
  still_since_.reset();
}

void Replication::set_up(std::size_t number, bool up) {
  auto& node = nodes_[number];
  if (node.up == up) return;
  const auto had = visible_at(number);
  node.up = up;
  node.had = first_ + had;
  if (!up) return;
  const auto nobody_sends = still_since_ ? Duration{1} : Duration::zero();
  node.busy_until = clock() + nobody_sends;
  for (auto i = had; i < updates_.size(); ++i)
    take(number, updates_[i], updates_[i].visible[number] - rules_.each);
}

auto Replication::take_over(std::size_t node) -> Loss {
  const auto had = visible_at(node);
  Loss loss{updates_.size() - had};
  if (loss.updates > 0) loss.since = updates_[had].at;
  while (updates_.size() > had) {
    auto& numbers = keys_.at(updates_.back().key);
    numbers.pop_back();
    if (numbers.empty()) keys_.erase(updates_.back().key);
    updates_.pop_back();
  }
  primary_ = node;
  go_on();
  for (std::size_t other = 0; other < nodes_.size(); ++other) {
    auto& [up, last, busy_until] = nodes_[other];
    last = std::min(last, first_ + had);
    busy_until = updates_.empty() ? calendar_.now() : updates_.back().visible[other];
  }
  return loss;
}

void Replication::forget() {
  const auto all = std::views::iota(std::size_t{0}, nodes_.size());
  const auto on_all = [&] {
    return std::ranges::all_of(all, [&](std::size_t node) { return has(node, 0); });
  };
  while (!updates_.empty() && on_all()) {
    const auto found = keys_.find(updates_.front().key);
    found->second.pop_front();
    if (found->second.empty()) keys_.erase(found);
    updates_.pop_front();
    ++first_;
  }
}

}  // namespace faultline
