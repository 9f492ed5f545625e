#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "models/instances/mentions.hpp"
#include "models/policies/policy.hpp"
#include "models/scenario/legal.hpp"
#include "models/scenario/outline.hpp"
#include "models/scenario/structure/placement.hpp"
#include "models/scenario/structure/targets.hpp"
#include "models/scenario/validation/validation.hpp"
#include "sim/language/among.hpp"
#include "sim/language/units.hpp"

namespace faultline {

namespace {

/// What the designs do with the parts that faults strike.
class Uses {
 public:
  explicit Uses(const Scenario& scenario) : scenario_(scenario) {
    add_connections(scenario.transaction.policies, scenario.transaction.entry.name, "client");
    add_bandwidths();
    for (const auto& design : scenario.designs) {
      auto& called = called_.emplace_back();
      called.insert(service_in(scenario.transaction.entry.name));
      for (const auto& item : outline_of(scenario, design.value).operations) {
        for (const auto& stack : item.mentions.stacks)
          add_connections(*stack.policies, stack.around.name, service_in(item.name));
        for (const auto& call : item.mentions.calls) called.insert(service_in(call.operation.name));
        for (const auto& query : item.mentions.queries) called.insert(query.store.name);
        for (const auto& store : item.mentions.writes) written_.insert(store.name);
        if (asks(item.mentions)) asking_.insert(service_in(item.name));
      }
      targets_.push_back(targets_of(scenario, design.value));
      add_topics(strike_topics_.emplace_back());
    }
  }

  FaultSurroundings of(std::size_t number) const {
    const auto& fault = *scenario_.faults[number];
    FaultSurroundings found;
    found.time = {fault.starts(), std::min(fault.ends(), Time{scenario_.run.length})};
    for (std::size_t i = 0; i < targets_.size(); ++i) {
      found.instances = std::max(found.instances, targets_[i][number].size());
      for (const auto& instance : targets_[i][number]) {
        add(instance, found);
        const auto& link = fault.target().links() ? fault.target().named().name : instance.host;
        if (const auto known = bandwidths_.find(link); known != bandwidths_.end())
          found.bytes_per_second = std::max(found.bytes_per_second, known->second);
      }
      if (fault.cuts()) found.apart = found.apart || stand_apart(i, number);
    }
    return found;
  }

  /// Designs in which a fault that strikes calls hits what gets events instead, of which no fault
  /// of its kind strikes any.
  std::vector<std::string> without_calls(std::size_t number) const {
    std::vector<std::string> found;
    if (!scenario_.faults[number]->strikes_calls()) return found;
    for (std::size_t i = 0; i < targets_.size(); ++i)
      if (gets_events(targets_[i][number]) && !strikes_some(i, number))
        found.push_back(scenario_.designs[i].name);
    return found;
  }

  static bool gets_events(const std::vector<TargetInstance>& all) {
    return std::ranges::any_of(all, [](const auto& one) { return !one.consumes.empty(); });
  }

  bool strikes_some(std::size_t design, std::size_t number) const {
    const auto& all = targets_[design][number];
    return strike_topics_[design].contains(scenario_.faults[number]->kind()) ||
           std::ranges::any_of(all,
                               [&](const auto& one) { return called_[design].contains(one.part); });
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
  /// Whether some of those that the fault cuts off stand on another host than what it strikes.
  bool stand_apart(std::size_t design, std::size_t number) const {
    const auto& settings = scenario_.designs[design].value;
    const auto* named = scenario_.faults[number]->others();
    const auto others = named ? hosts_of(*named, scenario_, settings) : all_hosts(settings);
    if (named && others.empty()) return true;  // that is told of elsewhere
    return std::ranges::any_of(targets_[design][number], [&](const TargetInstance& instance) {
      return std::ranges::any_of(others,
                                 [&](const std::string& host) { return host != instance.host; });
    });
  }

  /// The kinds of faults that hit a topic in the design that was taken up last.
  void add_topics(std::set<std::string>& kinds) const {
    for (std::size_t i = 0; i < scenario_.faults.size(); ++i)
      if (std::ranges::count(targets_.back()[i], "topic", &TargetInstance::sort) > 0)
        kinds.insert(scenario_.faults[i]->kind());
  }

  void add_bandwidths() {
    for (const auto& design : scenario_.designs) {
      const auto spec = spec_of(scenario_, design.value);
      for (const auto& link : spec.links) bandwidths_[link.name] = link.bytes_per_second;
      for (const auto& zone : spec.zones) {
        for (const auto& uplink : zone.uplinks) bandwidths_[uplink.name] = uplink.bytes_per_second;
        for (const auto& host : zone.hosts) bandwidths_[host.name] = zone.bytes_per_second;
      }
    }
  }

  void add_connections(const Policies& policies, const std::string& asked, const std::string& by) {
    deadlines_ = deadlines_ || std::ranges::any_of(
                                   policies, [](const auto& policy) { return policy->travels(); });
    if (std::ranges::none_of(policies, [](const auto& policy) { return policy->connects(); }))
      return;
    connected_.insert(find_entry(scenario_.stores, asked) ? asked : service_in(asked));
    opening_.insert(by);
  }

  static bool asks(const Mentions& mentions) {
    return !mentions.calls.empty() || !mentions.queries.empty() || !mentions.caches.empty() ||
           !mentions.publishes.empty() || !mentions.reads.empty();
  }

  void add(const TargetInstance& instance, FaultSurroundings& found) const {
    found.connects = found.connects || connected_.contains(instance.part);
    found.writes = found.writes || written_.contains(instance.part);
    found.opens = found.opens || opening_.contains(instance.part);
    const bool hands_out = instance.sort == "broker" || instance.sort == "topic";
    found.asks = found.asks || hands_out || asking_.contains(instance.part);
    const auto* cache = find_entry(scenario_.caches, instance.part);
    found.clocks = found.clocks || (cache && cache->value.rules.ttl) ||
                   (deadlines_ && (instance.sort == "service" || instance.sort == "store"));
    if (const auto* store = find_entry(scenario_.stores, instance.part))
      found.connections = std::max(found.connections, store->value.connections);
  }

  std::vector<std::string> all_hosts(const DesignSettings& design) const {
    if (scenario_.platform) return names_in(scenario_.platform->hosts);
    const auto spec = spec_of(scenario_, design);
    return names_in(spec.zones.front().hosts);
  }

  const Scenario& scenario_;
  std::map<std::string, double> bandwidths_;          ///< of links, uplinks and ports
  std::set<std::string> connected_;                   ///< parts to which somebody opens connections
  std::set<std::string> opening_;                     ///< services that do
  std::set<std::string> asking_;                      ///< services that ask or publish
  bool deadlines_ = false;                            ///< some are passed on
  std::vector<std::set<std::string>> called_;         ///< parts that are called or asked, by design
  std::vector<std::set<std::string>> strike_topics_;  ///< kinds of faults that do, by design
  std::set<std::string> written_;                     ///< stores
  std::vector<Targets> targets_;                      ///< by design
};

/// The requests to which a fault is limited are among those that there are.
void check_requests(const Fault& fault, const Workload& workload, Problems& problems) {
  const auto* only = fault.requests();
  if (!only) return;
  const Legal classes("request class", names_in(workload.classes()));
  classes.expect_all(only->classes(), problems);
  const auto check = [&](const std::optional<NumberRange>& range, const Place& place, bool any,
                         std::int64_t first, std::int64_t count, const std::string& sort) {
    if (!range) return;
    if (!any)
      problems.add(place, fmt::format("no two requests have the same of these: the workload has no "
                                      "\"{}\"",
                                      sort));
    else if (range->from >= first + count || (range->to && *range->to < first))
      problems.add(place, fmt::format("there are none of these: the {} are {} to {}", sort, first,
                                      first + count - 1));
  };
  const auto keys = workload.keys() ? workload.keys()->count : 0;
  check(only->keys(), only->keys_place(), keys > 0, 1, keys, "keys");
  const auto users = workload.population() ? workload.population()->users : workload.clients();
  check(only->clients(), only->clients_place(), workload.several_clients() || users > 1, 0, users,
        "clients");
}

void check_recurrence(const Fault& fault, const Occurrence& time, Problems& problems) {
  if (!fault.recurrence()) return;
  if (const auto idle = fault.recurrence()->idle_in(time); !idle.empty())
    problems.add(fault.time_place(), idle);
  else if (const auto doubt = fault.recurrence()->doubtful_in(time); !doubt.empty())
    problems.warn(fault.time_place(), doubt);
}

void check_end(const Fault& fault, const FaultSurroundings& around, Problems& problems) {
  if (fault.recurrence() || fault.ends() != end_of_time) return;
  if (const auto why = fault.soon_over_in(around); !why.empty())
    problems.warn(
        fault.time_place(),
        fmt::format("it counts as active to the end of the run, though {}: give it \"for\"", why));
}

}  // namespace

void check_fault_effects(const Scenario& scenario, Problems& problems) {
  const Uses uses(scenario);
  for (std::size_t i = 0; i < scenario.faults.size(); ++i) {
    const auto& fault = *scenario.faults[i];
    const auto around = uses.of(i);
    if (const auto idle = fault.idle_in(around); !idle.empty())
      problems.add(fault.target_place(), idle);
    for (const auto& design : uses.without_calls(i))
      problems.warn(
          fault.target_place(),
          fmt::format("it strikes calls, and in \"{}\" nobody calls what it hits", design));
    if (const auto why = fault.too_short_in(around); !why.empty())
      problems.warn(fault.time_place(), why);
    check_end(fault, around, problems);
    if (fault.ends() != end_of_time && fault.ends() > Time{scenario.run.length})
      problems.warn(fault.time_place(),
                    fmt::format("\"{}\" lasts longer than the run, which ends at {}", fault.name(),
                                written(scenario.run.length)));
    if (fault.ends() <= Time{scenario.run.warmup})
      problems.warn(fault.time_place(),
                    "it is over before the warm-up ends: nothing of it is measured");
    const auto drained = Time{scenario.run.length + scenario.run.drain};
    check_recurrence(fault, {fault.starts(), std::min(fault.ends(), drained)}, problems);
    check_requests(fault, *scenario.workload, problems);
    if (!fault.recurrence()) continue;
    for (const auto& hit : fault.recurrence()->named())
      if (!uses.can_hit(i, hit.name))
        problems.add(hit.place,
                     not_among("instance that the fault can hit", hit.name, uses.instances(i)));
  }
}

}  // namespace faultline
