#include "lab/hunt/menu.hpp"

#include <algorithm>

#include "analysis/verdicts/least_rung.hpp"
#include "lab/hunt/fault_set.hpp"
#include "lab/text/place_words.hpp"
#include "models/scenario/outline.hpp"
#include "models/scenario/scenario_parts.hpp"
#include "models/scenario/validation/validation.hpp"
#include "sim/language/among.hpp"

namespace faultline {

namespace {

constexpr double least_seconds = 0.01;

struct UsedPart {
  ScenarioPart part;
  std::vector<std::size_t> designs;
};

/// The services, stores and caches that requests of the design come to, by full name.
std::set<std::string> used_in(const Scenario& scenario, const DesignSettings& design) {
  const auto outline = outline_of(scenario, design);
  const auto reached = outline.reached_from(scenario.entries(), true);
  std::set<std::string> used;
  for (std::size_t i = 0; i < reached.size(); ++i) {
    if (!reached[i]) continue;
    const auto& [name, place, steps, mentions, subscription] = outline.operations[i];
    used.insert("service " + service_in(name));
    for (const auto& query : mentions.queries) used.insert("store " + query.store.name);
    for (const auto& store : mentions.writes) used.insert("store " + store.name);
    for (const auto& cache : mentions.caches) used.insert("cache " + cache.name);
  }
  return used;
}

std::vector<UsedPart> used_parts(const Scenario& scenario,
                                 const std::vector<std::string>& designs) {
  std::vector<UsedPart> parts;
  const auto add = [&](const ScenarioPart& part, std::size_t design) {
    const auto name = part.full_name();
    auto found =
        std::ranges::find(parts, name, [](const UsedPart& one) { return one.part.full_name(); });
    if (found == parts.end()) found = parts.insert(parts.end(), {part, {}});
    found->designs.push_back(design);
  };
  for (std::size_t i = 0; i < designs.size(); ++i) {
    const auto& design = find_entry(scenario.designs, designs[i])->value;
    const auto used = used_in(scenario, design);
    for (const auto& part : shared_parts(scenario))
      if (used.contains(part.full_name())) add(part, i);
    for (const auto& part : own_parts(design)) add(part, i);
  }
  return parts;
}

void check_named(const char* option, const char* what, const std::vector<std::string>& wanted,
                 const std::vector<std::string>& legal) {
  for (const auto& name : wanted)
    if (!among(legal, name))
      throw ScenarioError(std::string(option) + ": " + not_among(what, name, legal));
}

bool passes(const std::vector<std::string>& filter, const std::string& name) {
  return filter.empty() || among(filter, name);
}

bool is_legal(const Ground& ground, const MenuFault& fault) {
  auto document = with_faults(
      ground.document, {fault_json(ground, fault, fault.rungs.back(), seconds(ground.longest))});
  checked_scenario(document);
  return document.problems.none();
}

}  // namespace

std::string MenuFault::text() const { return kind + " of " + part_name(full_name); }

Menu menu_of(const Ground& ground, const std::vector<std::string>& designs,
             const MenuFilter& filter) {
  const auto parts = used_parts(ground.scenario, designs);
  std::vector<std::string> names;
  for (const auto& used : parts) names.push_back(used.part.name);
  check_named("--kinds", "fault", filter.kinds, names_in(kinds_of<Fault>()));
  check_named("--parts", "part", filter.parts, names);
  Menu menu;
  menu.seconds = ladder(least_seconds, seconds(ground.longest));
  for (const auto& [part, in] : parts)
    (passes(filter.parts, part.name) ? menu.places : menu.narrowed_parts)
        .push_back(part.full_name());
  for (const auto& kind : kinds_of<Fault>()) {
    const auto strength = strength_of(kind);
    if (!passes(filter.kinds, kind.name)) menu.narrowed_kinds.push_back(kind.name);
    if (!passes(filter.kinds, kind.name)) continue;
    if (!strength) menu.unchosen.push_back(kind.name);
    if (!strength) continue;
    const auto before = menu.faults.size();
    for (const auto& [part, in] : parts) {
      if (!passes(filter.parts, part.name)) continue;
      MenuFault fault{kind.name, part.name, part.full_name(), *strength, strength->rungs(), in};
      if (is_legal(ground, fault)) menu.faults.push_back(std::move(fault));
    }
    if (menu.faults.size() == before) menu.nowhere.push_back(kind.name);
  }
  const auto place = [&](const MenuFault& fault) {
    return index_among(menu.places, fault.full_name);
  };
  std::ranges::stable_sort(menu.faults, {}, place);
  return menu;
}

}  // namespace faultline
