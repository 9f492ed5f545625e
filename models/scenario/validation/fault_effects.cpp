#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "models/policies/policy.hpp"
#include "models/scenario/outline.hpp"
#include "models/scenario/placement.hpp"
#include "models/scenario/targets.hpp"
#include "models/scenario/validation/validation.hpp"
#include "sim/language/among.hpp"
#include "sim/language/units.hpp"

namespace faultline {

namespace {

/// What the designs do with the parts that faults strike.
class Uses {
 public:
  explicit Uses(const Scenario& scenario) : scenario_(scenario) {
    add_connections(scenario.transaction.policies, scenario.transaction.entry.name);
    for (const auto& design : scenario.designs) {
      for (const auto& item : outline_of(scenario, design.value).operations) {
        for (const auto& stack : item.mentions.stacks)
          add_connections(*stack.policies, stack.around.name);
        for (const auto& store : item.mentions.writes) written_.insert(store.name);
      }
      targets_.push_back(targets_of(scenario, design.value));
    }
  }

  FaultSurroundings of(std::size_t number) const {
    const auto& fault = *scenario_.faults[number];
    FaultSurroundings found;
    found.time = {fault.starts(), std::min(fault.ends(), Time{scenario_.run.length})};
    for (std::size_t i = 0; i < targets_.size(); ++i) {
      const auto& design = scenario_.designs[i].value;
      const auto others =
          fault.others() ? hosts_of(*fault.others(), scenario_, design) : all_hosts(design);
      for (const auto& instance : targets_[i][number]) {
        add(instance, found);
        found.apart = found.apart || std::ranges::any_of(others, [&](const std::string& host) {
                        return host != instance.host;
                      });
      }
    }
    return found;
  }

  /// Whether it is an instance, or all of a part, that the fault can strike in some design.
  bool can_hit(std::size_t number, const std::string& named) const {
    return std::ranges::any_of(targets_, [&](const Targets& targets) {
      return std::ranges::any_of(targets[number],
                                 [&](const TargetInstance& one) { return one.is(named); });
    });
  }

  std::vector<std::string> instances(std::size_t number) const {
    std::set<std::string> names;
    for (const auto& targets : targets_)
      for (const auto& one : targets[number]) names.insert(one.name());
    return {names.begin(), names.end()};
  }

 private:
  void add_connections(const Policies& policies, const std::string& asked) {
    if (std::ranges::any_of(policies, [](const auto& policy) { return policy->connects(); }))
      connected_.insert(find_entry(scenario_.stores, asked) ? asked : service_in(asked));
  }

  void add(const TargetInstance& instance, FaultSurroundings& found) const {
    found.connects = found.connects || connected_.contains(instance.part);
    found.writes = found.writes || written_.contains(instance.part);
    if (const auto* store = find_entry(scenario_.stores, instance.part))
      found.connections = std::max(found.connections, store->value.connections);
  }

  std::vector<std::string> all_hosts(const DesignSettings& design) const {
    std::vector<std::string> hosts;
    for (const auto& zone : spec_of(scenario_, design).zones)
      hosts.insert(hosts.end(), zone.hosts.begin(), zone.hosts.end());
    return hosts;
  }

  const Scenario& scenario_;
  std::set<std::string> connected_;  ///< parts to which somebody opens connections
  std::set<std::string> written_;    ///< stores
  std::vector<Targets> targets_;     ///< by design
};

void check_recurrence(const Fault& fault, const Occurrence& time, Problems& problems) {
  if (!fault.recurrence()) return;
  if (const auto idle = fault.recurrence()->idle_in(time); !idle.empty())
    problems.add(fault.time_place(), idle);
  else if (const auto doubt = fault.recurrence()->doubtful_in(time); !doubt.empty())
    problems.warn(fault.time_place(), doubt);
}

}  // namespace

void check_fault_effects(const Scenario& scenario, Problems& problems) {
  const Uses uses(scenario);
  for (std::size_t i = 0; i < scenario.faults.size(); ++i) {
    const auto& fault = *scenario.faults[i];
    const auto around = uses.of(i);
    if (const auto idle = fault.idle_in(around); !idle.empty())
      problems.add(fault.target_place(), idle);
    if (fault.ends() != end_of_time && fault.ends() > Time{scenario.run.length})
      problems.warn(fault.time_place(),
                    fmt::format("\"{}\" lasts longer than the run, which ends at {}", fault.name(),
                                written(scenario.run.length)));
    const auto drained = Time{scenario.run.length + scenario.run.drain};
    check_recurrence(fault, {fault.starts(), std::min(fault.ends(), drained)}, problems);
    if (!fault.recurrence()) continue;
    for (const auto& hit : fault.recurrence()->named())
      if (!uses.can_hit(i, hit.name))
        problems.add(hit.place,
                     not_among("instance that the fault can hit", hit.name, uses.instances(i)));
  }
}

}  // namespace faultline
