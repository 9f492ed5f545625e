#include <algorithm>

#include "models/scenario/structure/targets.hpp"
#include "models/world/world.hpp"

/// A run that somebody watches, or strikes otherwise than its scenario says.
namespace faultline {

void World::expect_faults() {
  for (auto& [name, part] : parts_)
    for (auto& instance : part.instances()) instance->expect_faults();
}

void World::run_before(Time instant) {
  begin();
  calendar_.run_before(instant);
}

void World::strike(Faults faults) {
  check(scenario_.faults.empty(), "a run that is struck so has no faults of its own");
  scenario_.faults = std::move(faults);
  targets_ = targets_of(scenario_, design_);
  plan_ = plan_of(scenario_.faults, targets_, streams_, frame_.end);
  bind_faults();
  for (std::size_t i = 0; i < scenario_.faults.size(); ++i)
    for (auto& strike : strikes_of(i)) {
      check(strike.when.from == calendar_.now(), "it strikes at this instant");
      injector_.strike(*scenario_.faults[i], std::move(strike));
    }
}

void World::watch(std::function<void()> look) {
  expect_faults();
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
