#include <algorithm>

#include "models/world/world.hpp"

/// Who has a role at an instant of the run.
namespace faultline {

/// Those of the target's instances that have its role now, or some of them as it says. They are
/// drawn by the instant, so that a schedule that is written down draws the same.
std::vector<Instance*> World::holders(std::size_t fault) {
  const auto& target = scenario_.faults[fault]->target();
  std::vector<TargetInstance> having;
  std::vector<Instance*> instances;
  for (const auto& one : targets_[fault]) {
    auto* instance = instance_of(one);
    if (!instance || !has_role(target.role(), target.named().name, one, *instance)) continue;
    having.push_back(one);
    instances.push_back(instance);
  }
  const auto draws = streams_.named("fault " + scenario_.faults[fault]->name());
  const auto now = static_cast<std::uint64_t>(calendar_.now().time_since_epoch().count());
  std::vector<Instance*> chosen;
  for (const auto index : target.choose(having, draws, now)) chosen.push_back(instances[index]);
  return chosen;
}

bool World::has_role(Role role, const std::string& of, const TargetInstance& one,
                     const Instance& instance) {
  switch (role) {
    case Role::none:
      break;
    case Role::primary:
      return stores_.at(one.part).is_primary(instance);
    case Role::leader:
      return leads(of, instance);
    case Role::canary:
      return is_canary(one.part, instance);
  }
  return true;
}

bool World::leads(const std::string& topic_or_broker, const Instance& node) {
  return std::ranges::any_of(design_.topics, [&](const auto& entry) {
    const auto& broker = entry.value.broker;
    if (entry.name != topic_or_broker && !(broker && broker->name == topic_or_broker)) return false;
    auto& partitions = topics_.at(entry.name).partitions();
    return std::ranges::any_of(partitions, [&](Partition& one) { return &one.leader() == &node; });
  });
}

/// Another one that runs has an older build.
bool World::is_canary(const std::string& service, const Instance& instance) {
  if (!instance.deployed()) return false;
  return std::ranges::any_of(parts_.at(service).instances(), [&](const auto& other) {
    return other->deployed() && other->build() < instance.build();
  });
}

}  // namespace faultline
