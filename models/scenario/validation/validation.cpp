#include "models/scenario/validation/validation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "models/instances/mentions.hpp"
#include "models/scenario/changeable.hpp"
#include "models/scenario/language_version.hpp"
#include "models/scenario/legal.hpp"
#include "models/scenario/outline.hpp"
#include "models/scenario/scenario_parts.hpp"

namespace faultline {

void check_names(const Scenario& scenario, const Outline& outline, const std::string& design,
                 Problems& problems);
void check_topics(const Scenario& scenario, const Outline& outline, Problems& problems);
void check_projections(const Scenario& scenario, const Outline& outline, Problems& problems);
void check_releases(const Scenario& scenario, Problems& problems);
void check_delivery(const Scenario& scenario, Problems& problems);

namespace {

/// Finds circles of blocking calls in one design, each told once.
class CircleSearch {
 public:
  CircleSearch(const Outline& outline, Problems& problems)
      : outline_(outline), problems_(problems) {}

  /// Whether there is one.
  bool search() {
    const auto before = problems_.count();
    for (const auto& item : outline_.operations) follow(item);
    return problems_.count() > before;
  }

 private:
  void follow(const Outline::Item& item) {
    const auto [known, fresh] = is_on_path_.try_emplace(&item, true);
    if (!fresh && known->second) return tell(std::find(path_.begin(), path_.end(), &item));
    if (!fresh) return;
    path_.push_back(&item);
    for (const auto& call : item.mentions.calls)
      if (const auto* next = outline_.find(call.operation.name)) follow(*next);
    path_.pop_back();
    is_on_path_[&item] = false;
  }

  void tell(std::vector<const Outline::Item*>::iterator from) {
    std::string circle;
    for (auto at = from; at != path_.end(); ++at) circle += (*at)->name + " -> ";
    problems_.add((*from)->place, "blocking calls form a cycle: " + circle + (*from)->name);
  }

  const Outline& outline_;
  Problems& problems_;
  std::map<const Outline::Item*, bool> is_on_path_;  ///< of all that were followed
  std::vector<const Outline::Item*> path_;
};

/// What all designs together use, to find parts that nothing reaches.
struct Usage {
  std::set<std::string> services;
  std::set<std::string> operations;
  std::set<std::string> stores;
  std::set<std::string> caches;
  bool shared_loose;  ///< whether names that no design has to itself are lost
};

void check_reach(const Scenario& scenario, const Outline& outline, const Place& place, Usage& usage,
                 Problems& problems) {
  const auto reached = outline.reached_from(scenario.entries(), true);
  std::set<std::string> effects;
  for (std::size_t i = 0; i < reached.size(); ++i) {
    if (!reached[i]) continue;
    const auto& item = outline.operations[i];
    usage.operations.insert(item.name);
    usage.services.insert(service_in(item.name));
    for (const auto& query : item.mentions.queries) usage.stores.insert(query.store.name);
    for (const auto& cache : item.mentions.caches) usage.caches.insert(cache.name);
    for (const auto& effect : item.mentions.effects) effects.insert(effect.name);
  }
  for (const auto& effect : names_in(scenario.transaction.effects))
    if (!effects.contains(effect))
      problems.add(place, fmt::format("this design never produces the effect \"{}\"", effect));
}

/// A request can be complete only if what it asks for brings about the effects that it requires.
void check_classes(const Scenario& scenario, const Outline& outline, const std::string& design,
                   Problems& problems) {
  for (const auto& [name, place, settings] : scenario.workload->classes()) {
    const auto& entry = settings.entry ? *settings.entry : scenario.transaction.entry;
    const auto reached = outline.reached_from(scenario.entries_from(entry.name), true);
    std::set<std::string> effects;
    for (std::size_t i = 0; i < reached.size(); ++i)
      if (reached[i])
        for (const auto& effect : outline.operations[i].mentions.effects)
          effects.insert(effect.name);
    for (const auto& effect : settings.effects.value_or(scenario.transaction.effects))
      if (!effects.contains(effect.name))
        problems.add(place,
                     fmt::format("class \"{}\" requires the effect \"{}\", which \"{}\" never "
                                 "produces in design \"{}\"",
                                 name, effect.name, entry.name, design));
  }
}

void check_unused(const Scenario& scenario, const Usage& usage, Problems& problems) {
  const auto tell = [&](const auto& table, const std::set<std::string>& used, const char* what) {
    for (const auto& entry : table)
      if (!used.contains(entry.name))
        problems.add(entry.place,
                     fmt::format("{} \"{}\" is not reachable from \"{}\" in any design", what,
                                 entry.name, scenario.transaction.entry.name));
  };
  tell(scenario.services, usage.services, "service");
  tell(scenario.stores, usage.stores, "store");
  tell(scenario.caches, usage.caches, "cache");
  tell(scenario.operations, usage.operations, "operation");
  for (const auto& design : scenario.designs)
    tell(design.value.operations, usage.operations, "operation");
}

void check_parts(const Scenario& scenario, Problems& problems) {
  std::set<std::string> taken;
  const auto claim = [&](const std::string& name, const Place& place) {
    if (!taken.insert(name).second && !problems.told_at(place))
      problems.add(place, fmt::format("the name \"{}\" is already used by another part", name));
    if (name.find_first_of(".#") != name.npos || name.empty())
      problems.add(place, "the name of a part must not be empty or contain \".\" or \"#\"");
  };
  const Legal services("service", names_in(scenario.services));
  const Legal effects("effect of the transaction", names_in(scenario.transaction.effects));
  const auto claim_all = [&](const ScenarioParts& parts) {
    for (const auto& part : parts) claim(part.name, part.place);
  };
  claim_all(shared_parts(scenario));
  for (const auto& store : scenario.stores) services.expect(store.value.owner, problems);
  for (const auto& cache : scenario.caches) services.expect(cache.value.owner, problems);
  const auto shared = taken;
  for (const auto& design : scenario.designs) {
    taken = shared;
    claim_all(own_parts(design.value));
  }
  for (const auto& entry : scenario.workload->classes())
    if (entry.value.effects) effects.expect_all(*entry.value.effects, problems);
  taken.clear();
  for (const auto& effect : scenario.transaction.effects)
    if (!taken.insert(effect.name).second && !effect.name.empty())
      problems.add(effect.place, fmt::format("the effect \"{}\" appears twice", effect.name));
}

}  // namespace

void check_faults(const Scenario& scenario, Problems& problems);
void check_fault_effects(const Scenario& scenario, Problems& problems);
void check_hosts(const Scenario& scenario, Problems& problems);
void check_expectations(const Scenario& scenario, Problems& problems);
void check_calls(const Scenario& scenario, Problems& problems);
void check_settings(const Scenario& scenario, Problems& problems);
void check_stores(const Scenario& scenario, Problems& problems);

namespace {

/// Checks one design; whether its blocking calls form a cycle.
bool check_design(const Scenario& scenario, const Entry<DesignSettings>& design, Usage& usage,
                  Problems& problems) {
  const auto loose_before = problems.loose();
  const auto outline = outline_of(scenario, design.value);
  const bool misread =
      problems.told_within(design.place.pointer) || problems.told_within("/workload");
  check_names(scenario, outline, design.name, problems);
  if (!misread) check_topics(scenario, outline, problems);
  if (!misread) check_projections(scenario, outline, problems);
  const bool circle = CircleSearch(outline, problems).search();
  if (problems.loose() > loose_before || usage.shared_loose) return circle;
  const auto told = problems.count();
  check_reach(scenario, outline, design.place, usage, problems);
  if (problems.count() == told) check_classes(scenario, outline, design.name, problems);
  return circle;
}

}  // namespace

void validate(const Scenario& scenario, Problems& problems) {
  if (!scenario.workload) return;
  check_parts(scenario, problems);
  Usage usage{.shared_loose = problems.loose() > 0};
  bool circle = false;
  for (const auto& design : scenario.designs)
    circle = check_design(scenario, design, usage, problems) || circle;
  if (problems.loose() == 0) check_unused(scenario, usage, problems);
  check_faults(scenario, problems);
  const auto before = problems.count();
  check_hosts(scenario, problems);
  const bool placed = problems.count() == before && !problems.told_within("/platform");
  check_releases(scenario, problems);
  check_delivery(scenario, problems);
  check_expectations(scenario, problems);
  if (problems.loose() > 0) return;
  if (placed && !circle) check_calls(scenario, problems);
  check_settings(scenario, problems);
  check_stores(scenario, problems);
  if (placed) check_fault_effects(scenario, problems);
}

Scenario checked_scenario(Document& document) {
  check_version(document);
  Scenario scenario;
  Codec<Scenario>::read(document.root, scenario, document.problems);
  if (!document.problems.all_read()) return scenario;
  const auto loose = document.problems.loose();
  validate(scenario, document.problems);
  if (document.problems.loose() == loose) check_changes(scenario, document.problems);
  return scenario;
}

Scenario read_scenario(Document& document) {
  auto scenario = checked_scenario(document);
  document.problems.raise();
  return scenario;
}

}  // namespace faultline
