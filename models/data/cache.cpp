#include "models/data/cache.hpp"

namespace faultline {

Cache::Cache(Service& service, const CacheRules& rules, Stream lives)
    : service_(service), rules_(rules), lives_(lives) {
  for (const auto& instance : service.instances())
    nodes_.push_back({*instance, RecentMap<Time>(static_cast<std::size_t>(rules.entries))});
}

auto Cache::node_of(std::uint64_t key) -> Node& {
  return nodes_[nodes_.size() == 1 ? 0 : mix(~key) % nodes_.size()];
}

Instance& Cache::choose(const Call& call, const Target&) {
  return node_of(call.transaction->key).at;
}

void Cache::Node::forget_what_was_lost() {
  const auto& condition = at.condition();
  if (std::exchange(wipes, condition.wipes) != condition.wipes) entries.clear();
  for (; losses < condition.losses.size(); ++losses)
    entries.erase_if([&](std::uint64_t key) { return condition.losses[losses].strikes(key); });
}

Cache::Found Cache::look_up(std::uint64_t key) {
  auto& node = node_of(key);
  node.forget_what_was_lost();
  const auto* fresh_until = node.entries.find(key);
  if (!fresh_until) return Found::nothing;
  const auto now = node.at.clock();
  if (now < *fresh_until) return Found::fresh;
  return now < *fresh_until + rules_.stale_for ? Found::stale : Found::nothing;
}

void Cache::store(std::uint64_t key, std::uint64_t id) {
  auto& node = node_of(key);
  if (!node.at.up()) return;
  node.forget_what_was_lost();
  auto until = end_of_time;
  if (rules_.ttl) {
    auto life = static_cast<double>(rules_.ttl->count());
    if (rules_.ttl_jitter > 0) life *= 1 - rules_.ttl_jitter * lives_.draw(id).uniform();
    until = node.at.clock() + from_nanoseconds(life);
  }
  node.entries.at(key, until) = until;
}

std::shared_ptr<Cache::Load> Cache::loading(std::uint64_t key) const {
  const auto found = loads_.find(key);
  return found == loads_.end() ? nullptr : found->second;
}

std::shared_ptr<Cache::Load> Cache::begin_load(std::uint64_t key) {
  return loads_[key] = std::make_shared<Load>(service_.calendar());
}

void Cache::end_load(const Transaction& transaction, const Answer& answer) {
  const auto load = loads_.at(transaction.key);
  loads_.erase(transaction.key);
  load->outcome = answer.outcome;
  load->cause = answer.cause;
  if (usable(answer.outcome)) store(transaction.key, transaction.id);
  load->done.open();
}

}  // namespace faultline
