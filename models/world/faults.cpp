#include "models/scenario/structure/placement.hpp"
#include "models/scenario/structure/targets.hpp"
#include "models/world/world.hpp"

namespace faultline {

/// Where those stand that are at the other end of the messages that it strikes.
void World::find_others(Fault& fault) {
  std::vector<HostId> hosts;
  for (const auto& name : hosts_of(*fault.others(), scenario_, design_))
    hosts.push_back(platform_.host(name));
  fault.others_stand_at(std::move(hosts));
}

/// Which messages a fault strikes that is told of a link.
void World::find_messages(Fault& fault) {
  if (!ways_) ways_.emplace(spec_of(scenario_, design_));
  fault.strike_only(
      over_links_.emplace_back(*ways_, platform_.hosts(), fault.target().named().name));
}

/// The requests to which it is limited.
void World::bind_requests(Fault& fault) const {
  auto* only = fault.requests();
  if (!only) return;
  std::vector<std::uint32_t> classes;
  for (const auto& name : only->classes()) classes.push_back(request_class(name.name));
  only->bind(std::move(classes), streams_.named("requests of fault " + fault.name()));
}

/// From the first strike that is planned to the end of the last.
RecurrenceRecord World::recurrence_of(std::size_t i) const {
  RecurrenceRecord found{i, scenario_.faults[i]->starts(), scenario_.faults[i]->starts()};
  if (plan_[i].empty()) return found;
  found.from = found.to = plan_[i].front().when.from;
  for (const auto& strike : plan_[i]) found.to = std::max(found.to, strike.when.to);
  return found;
}

void World::bind_faults() {
  for (const auto& fault : scenario_.faults) {
    if (fault->others()) find_others(*fault);
    if (fault->target().links()) find_messages(*fault);
    bind_requests(*fault);
  }
}

std::vector<Injector::Strike> World::strikes_of(std::size_t i) {
  std::vector<Injector::Strike> strikes;
  for (const auto& [when, struck, by_role] : plan_[i]) {
    auto instances = instances_at(i, struck);
    if (instances.empty()) continue;
    strikes.push_back({when, std::move(instances)});
    if (by_role) strikes.back().whom = [this, i] { return holders(i); };
  }
  return strikes;
}

void World::schedule_faults() {
  bind_faults();
  for (std::size_t i = 0; i < scenario_.faults.size(); ++i) {
    const auto* recurrence = scenario_.faults[i]->recurrence();
    if (recurrence && recurrence->trigger()) schedule_conditional_fault(i);
    auto strikes = strikes_of(i);
    if (recurrence && !recurrence->trigger()) books_.recurrence(recurrence_of(i));
    if (!strikes.empty()) injector_.schedule(*scenario_.faults[i], std::move(strikes));
  }
  injector_.go();
}

std::vector<Instance*> World::instances_at(std::size_t i, const std::vector<std::size_t>& struck) {
  std::vector<Instance*> instances;
  for (const auto index : struck)
    if (auto* instance = instance_of(targets_[i][index])) instances.push_back(instance);
  return instances;
}

/// Null where the design has no such part.
Instance* World::instance_of(const TargetInstance& target) {
  const auto own = parts_.find(target.part);
  if (own == parts_.end() || target.number >= own->second.instances().size()) return nullptr;
  return own->second.instances()[target.number].get();
}

}  // namespace faultline
