#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "models/scenario/legal.hpp"
#include "models/scenario/structure/placement.hpp"
#include "models/scenario/structure/sight_names.hpp"
#include "models/scenario/structure/targets.hpp"
#include "models/scenario/validation/validation.hpp"
#include "sim/language/among.hpp"

namespace faultline {

namespace {

/// All that faults can strike; of the parts of a name, in several designs, the first.
Table<ScenarioPart> parts_to_strike(const Scenario& scenario) {
  Table<ScenarioPart> found;
  const auto add = [&](const ScenarioParts& parts) {
    for (const auto& part : parts)
      if (!find_entry(found, part.name)) found.push_back({part.name, part.place, part});
  };
  add(shared_parts(scenario));
  for (const auto& design : scenario.designs) add(own_parts(design.value));
  return found;
}

const char* copies_of(const ScenarioPart& part) {
  using Sort = ScenarioPart::Sort;
  return part.sort == Sort::broker || part.sort == Sort::cache ? "node" : "instance";
}

class FaultCheck {
 public:
  FaultCheck(const Scenario& scenario, Problems& problems)
      : scenario_(scenario), problems_(problems), parts_(parts_to_strike(scenario)) {
    for (const auto& fault : scenario.faults) names_.push_back(fault->name());
    for (const auto& design : scenario.designs)
      targets_.push_back(targets_of(scenario, design.value));
  }

  void check() {
    std::set<std::string> taken;
    for (std::size_t i = 0; i < scenario_.faults.size(); ++i) {
      const auto& fault = *scenario_.faults[i];
      if (!taken.insert(fault.name()).second && !fault.name().empty())
        problems_.add(fault.named().place,
                      fmt::format("another fault already has the name \"{}\"", fault.name()));
      check_time(fault);
      if (fault.target().named().name.empty()) continue;
      if (fault.target().part())
        check_part(fault);
      else if (fault.target().sort() != "part")
        check_name(fault);
      else
        problems_.add(fault.target_place(), no_part(fault.target().named().name));
      if (fault.strikes_links() && scenario_.platform && scenario_.platform->file)
        problems_.add(fault.target_place(),
                      "a platform's file does not tell which links are whose: this fault needs a "
                      "platform that the scenario describes");
      if (!problems_.told_at(fault.target_place())) check_count(i);
      if (const auto* others = fault.others()) check_others(*others);
      check_role(fault);
    }
    if (scenario_.monkey)
      for (const auto& spared : scenario_.monkey->spared()) check_others(*spared);
    check_circles();
    check_triggers();
  }

 private:
  /// The names in conditions lead somewhere, and not to the fault itself.
  void check_triggers() {
    const auto names = sight_names(scenario_);
    for (const auto& fault : scenario_.faults) {
      const auto trigger = fault->recurrence() ? fault->recurrence()->trigger() : std::nullopt;
      if (!trigger) continue;
      for (const auto* condition : {trigger->begins, trigger->ends}) {
        if (!condition) continue;
        for (const auto& mention : condition->mentions())
          if (mention.name.name == fault->name() && among(mention.sorts, "fault"))
            problems_.add(mention.name.place,
                          fmt::format("\"{}\" waits for itself", fault->name()));
        check_criterion(*condition, names, problems_);
      }
    }
  }

  void check_time(const Fault& fault) {
    if (scenario_.run.length > Duration::zero() && fault.starts() >= Time{scenario_.run.length})
      problems_.add(fault.named().place,
                    fmt::format("\"{}\" starts after the end of the run", fault.name()));
  }

  std::string no_part(const std::string& name) const {
    return not_among("service, store, cache, topic, projection or broker", name, names_in(parts_),
                     told_++);
  }

  void check_part(const Fault& fault) {
    const auto& place = fault.target_place();
    const auto named = *fault.target().part();
    const auto* part = find_entry(parts_, named.name);
    if (!part) return problems_.add(place, no_part(named.name));
    if (named.instance && *named.instance >= static_cast<std::size_t>(part->value.copies))
      return problems_.add(
          place, fmt::format("\"{}\" has {} {}{}, counted from 0", named.name, part->value.copies,
                             copies_of(part->value), part->value.copies == 1 ? "" : "s"));
    if (const auto why = why_unfit(fault, part->value); !why.empty()) problems_.add(place, why);
  }

  void check_name(const Fault& fault) {
    if (fault.needs_part())
      return problems_.add(fault.target_place(), "this kind of fault takes the name of a part");
    if (fault.target().links() && !fault.strikes_messages())
      return problems_.add(
          fault.target_place(),
          "a fault of this kind strikes no messages: a link can have \"bandwidth\", "
          "\"latency\", \"loss\" and \"partition\"");
    const auto& named = fault.target().named();
    const auto legal = names_of(fault.target().sort());
    if (legal.empty())
      problems_.add(named.place, fmt::format("the scenario has no {}", fault.target().sorts()));
    else if (!among(legal, named.name))
      problems_.add(named.place, not_among(fault.target().sort(), named.name, legal));
  }

  void check_role(const Fault& fault) {
    const auto& named = fault.target().named();
    if (fault.target().role() == Role::none || problems_.told_at(named.place)) return;
    if (fault.recurrence() && fault.recurrence()->each())
      problems_.add(fault.time_place(),
                    "\"each\" needs instances that stay the same: who has a role changes");
    const auto moves = [&](const Release* release) {
      return std::ranges::count(release->services, named.name, &Reference::name) > 0;
    };
    if (fault.target().role() == Role::canary &&
        std::ranges::none_of(scenario_.all_releases(), moves))
      problems_.add(
          named.place,
          fmt::format("\"{}\" has no canary: no release gives it a new build", named.name));
  }

  void check_others(const Selector& others) {
    const auto& named = others.named();
    if (others.links())
      return problems_.add(named.place, "a link has no parts: name what stands at its end");
    if (others.role() != Role::none)
      return problems_.add(named.place,
                           "\"from\" needs parts that stay the same: who has a role changes");
    if (named.name.empty() || is_client(others)) return;
    const auto legal = others.sort() == "part" ? names_in(parts_) : names_of(others.sort());
    const auto name = others.part() ? others.part()->name : named.name;
    if (!among(legal, name)) problems_.add(named.place, not_among(others.sort(), name, legal));
  }

  /// Names of one sort that a target can mention, each once.
  std::vector<std::string> names_of(const std::string& sort) const {
    std::set<std::string> names;
    if (scenario_.platform)
      for (const auto& [name, place, host] : scenario_.platform->hosts) {
        if (sort == "host") names.insert(name);
        if (sort == "zone") names.insert(host.zone);
        if (sort == "rack") names.insert(host.rack);
        if (sort == "region") names.insert(host.region);
        if (sort == "label") names.insert(host.labels.begin(), host.labels.end());
      }
    names.erase("");
    if (sort == "link" && scenario_.platform) names = link_names();
    if (sort == "host" && !scenario_.platform)
      for (const auto& part : parts_) names.insert(part.name);
    if (sort == "label")
      for (const auto& part : parts_)
        for (const auto& label : part.value.location->labels) names.insert(label.name);
    if (sort == "service")
      for (const auto& service : scenario_.services) names.insert(service.name);
    if (sort == "topic or broker")
      for (const auto& design : scenario_.designs)
        for (const auto& broker : design.value.brokers) names.insert(broker.name);
    if (sort == "store")
      for (const auto& store : scenario_.stores) names.insert(store.name);
    if (sort == "topic" || sort == "topic or broker")
      for (const auto& design : scenario_.designs)
        for (const auto& topic : design.value.topics) names.insert(topic.name);
    return {names.begin(), names.end()};
  }

  std::set<std::string> link_names() const {
    std::set<std::string> names;
    for (const auto& link : scenario_.platform->links) names.insert(link.name.name);
    for (const auto& zone : scenario_.platform->zones)
      for (const auto& rack : zone.value.racks)
        if (rack.value.has_uplink()) names.insert(rack.name);
    for (const auto& host : scenario_.platform->hosts) names.insert(host.name);
    return names;
  }

  /// Some design has to have as many of them as are to be struck.
  void check_count(std::size_t i) {
    const auto& target = scenario_.faults[i]->target();
    std::size_t most = 0;
    for (const auto& targets : targets_) most = std::max(most, targets[i].size());
    if (most == 0 && scenario_.faults[i]->spares_some())
      problems_.add(
          target.named().place,
          fmt::format("all that this fault can hit in {} is never to be hit", target.in_words()));
    else if (most == 0)
      problems_.add(target.named().place,
                    fmt::format("nothing that this fault can hit fits {}", target.in_words()));
    else if (most < static_cast<std::size_t>(target.needed()))
      problems_.add(target.named().place,
                    fmt::format("{} are to be hit, but only {} fit", target.needed(), most));
  }

  /// The fault that has to begin before this one can.
  std::optional<Reference> awaited(const Fault& fault) const {
    if (!fault.recurrence()) return std::nullopt;
    if (const auto leader = fault.recurrence()->follows()) return leader->fault;
    const auto trigger = fault.recurrence()->trigger();
    if (!trigger || !trigger->begins) return std::nullopt;
    for (const auto& [name, sorts] : trigger->begins->mentions())
      if (among(sorts, "fault") && among(names_, name.name) && name.name != fault.name())
        return name;
    return std::nullopt;
  }

  /// A fault follows one that there is, and none waits for itself by way of others.
  void check_circles() {
    for (const auto& fault : scenario_.faults) {
      std::set<std::string> passed;
      for (const auto* at = fault.get(); at;) {
        const auto first = awaited(*at);
        if (!first || first->name.empty() || problems_.told_at(first->place)) break;
        if (!passed.insert(at->name()).second) {
          problems_.add(first->place,
                        fmt::format("\"{}\" {} itself in a circle", at->name(),
                                    at->recurrence()->follows() ? "follows" : "waits for"));
          break;
        }
        const auto next = std::ranges::find(scenario_.faults, first->name,
                                            [](const auto& own) { return own->name(); });
        if (next == scenario_.faults.end())
          problems_.add(first->place, not_among("fault", first->name, names_));
        at = next == scenario_.faults.end() ? nullptr : next->get();
      }
    }
  }

  const Scenario& scenario_;
  Problems& problems_;
  Table<ScenarioPart> parts_;
  std::vector<std::string> names_;
  std::vector<Targets> targets_;  ///< by design
  mutable std::size_t told_ = 0;
};

}  // namespace

void check_faults(const Scenario& scenario, Problems& problems) {
  FaultCheck(scenario, problems).check();
}

}  // namespace faultline
