#include "models/data/cache.hpp"

namespace faultline {

void Cache::forget_what_was_lost() {
  const auto wipes = service_.instances().front()->condition().wipes;
  if (std::exchange(wipes_, wipes) != wipes) entries_.clear();
}

Cache::Found Cache::look_up(std::uint64_t key) {
  forget_what_was_lost();
  const auto* fresh_until = entries_.find(key);
  if (!fresh_until) return Found::nothing;
  const auto now = service_.calendar().now();
  if (now < *fresh_until) return Found::fresh;
  return now < *fresh_until + rules_.stale_for ? Found::stale : Found::nothing;
}

void Cache::store(std::uint64_t key) {
  if (!service_.instances().front()->up()) return;
  forget_what_was_lost();
  const auto until = rules_.ttl ? service_.calendar().now() + *rules_.ttl : end_of_time;
  entries_.at(key, until) = until;
}

std::shared_ptr<Cache::Load> Cache::loading(std::uint64_t key) const {
  const auto found = loads_.find(key);
  return found == loads_.end() ? nullptr : found->second;
}

std::shared_ptr<Cache::Load> Cache::begin_load(std::uint64_t key) {
  return loads_[key] = std::make_shared<Load>(service_.calendar());
}

void Cache::end_load(std::uint64_t key, Outcome outcome) {
  const auto load = loads_.at(key);
  loads_.erase(key);
  load->outcome = outcome;
  if (usable(outcome)) store(key);
  load->done.open();
}

}  // namespace faultline
