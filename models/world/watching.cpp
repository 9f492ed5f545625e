#include <algorithm>

#include "models/world/world.hpp"

/// A run that somebody watches and strikes by hand.
namespace faultline {

void World::watch(std::function<void()> look) {
  for (auto& [name, part] : parts_)
    for (auto& instance : part.instances()) instance->expect_faults();
  look_ = std::move(look);
}

std::vector<std::string> World::parts() const {
  std::vector<std::string> names;
  for (const auto& [name, part] : parts_) names.push_back(name);
  return names;
}

void World::strike(const std::string& part) {
  const auto own = parts_.find(part);
  if (own == parts_.end() || by_hand_.contains(part)) return;
  auto& [fault, instances] = by_hand_[part];
  fault = std::ranges::find(kinds_of<Fault>(), "crash", &Kind<Fault>::name)->make();
  for (auto& instance : own->second.instances()) instances.push_back(instance.get());
  injector_.begin(*fault, instances);
}

void World::heal(const std::string& part) {
  const auto struck = by_hand_.find(part);
  if (struck == by_hand_.end()) return;
  injector_.end(*struck->second.fault, struck->second.instances);
  by_hand_.erase(struck);
}

}  // namespace faultline
