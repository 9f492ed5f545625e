#include <algorithm>

#include "models/arrivals/arrivals.hpp"
#include "models/policies/policy.hpp"
#include "models/world/world.hpp"

/// The changes of a scenario, as they reach what this world is built of.
namespace faultline {

/// Instances and consumers that a change asks for are built from the start, and do not run.
void World::make_room_for_changes() {
  for (const auto& change : scenario_.changes) {
    const auto [thing, field] = find_setting(changeables_, change.set.name);
    const auto most = [&, setting = thing->setting(field)] {
      return static_cast<std::int64_t>(setting->magnitude_of(change.to.node));
    };
    if (thing->sort == Changeable::Sort::service && field == "instances") {
      auto& room = find_entry(scenario_.services, thing->name)->value.room_for;
      room = std::max(room, most());
    }
    if (thing->sort == Changeable::Sort::workload) scenario_.workload->make_room_for(most());
    if (thing->sort == Changeable::Sort::group && field == "consumers") {
      auto& own = find_entry(scenario_.designs, thing->design)->value.subscriptions;
      auto& room = find_entry(own, thing->name)->value.consumption.room_for;
      room = std::max(room, most());
    }
  }
}

void World::schedule_changes() {
  for (const auto& change : scenario_.changes) {
    const auto [thing, field] = find_setting(changeables_, change.set.name);
    if (!thing->design.empty() && &find_entry(scenario_.designs, thing->design)->value != &design_)
      continue;
    changer_.schedule({.change = &change,
                       .setting = thing->setting(field),
                       .changed = hook_of(*thing),
                       .holds = change.when ? condition_of(*change.when) : nullptr});
  }
}

/// Once; in the drain nothing is left to be stopped.
Task<void> World::abort_when(std::function<bool()> holds) {
  co_await changer_.until(std::move(holds), scenario_.abort->when->lasting());
  if (calendar_.now() >= frame_.length) co_return;
  injector_.stop();
  while (!striking_.empty()) end_strike(*striking_.begin());
  if (spans_) spans_->causes().end_faults();
  books_.abort();
}

std::function<void()> World::hook_of(const Changeable& thing) {
  const auto& name = thing.name;
  switch (thing.sort) {
    case Changeable::Sort::service:
      return [&service = parts_.at(name), &own = find_entry(scenario_.services, name)->value] {
        for (auto& instance : service.instances()) instance->resize(own.workers, own.queue);
        if (!own.autoscaling) service.run_only(own.instances);
      };
    case Changeable::Sort::store:
      return [&store = stores_.at(name), &own = find_entry(scenario_.stores, name)->value] {
        for (auto& node : store.service().instances()) node->resize(own.connections, std::nullopt);
      };
    case Changeable::Sort::group: {
      const auto found = subscriptions_.find(name);
      if (found == subscriptions_.end()) break;
      return [&group = *found->second, &own = find_entry(design_.subscriptions, name)->value] {
        if (!own.consumption.scaling) group.resize(own.consumption.consumers);
      };
    }
    case Changeable::Sort::policy:
      return [policy = thing.policy] { policy->changed(); };
    case Changeable::Sort::workload:
      return [workload = scenario_.workload.get()] { workload->changed(); };
    case Changeable::Sort::arrivals:
      return [arrivals = scenario_.workload->arrivals()] { arrivals->changed(); };
    case Changeable::Sort::topic:
      return [&topic = topics_.at(name)] { topic.make_room(); };
  }
  return [] {};
}

}  // namespace faultline
