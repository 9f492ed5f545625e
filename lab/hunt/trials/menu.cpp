#include "lab/hunt/trials/menu.hpp"

#include <algorithm>

#include "analysis/verdicts/least_rung.hpp"
#include "lab/hunt/trials/fault_set.hpp"
#include "lab/text/place_words.hpp"
#include "models/scenario/validation/validation.hpp"
#include "sim/language/among.hpp"

namespace faultline {

namespace {

constexpr double least_seconds = 0.01;

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

std::string MenuFault::text() const { return kind + " of " + part_name(place.full_name); }

Menu menu_of(const Ground& ground, const std::vector<std::string>& designs,
             const MenuFilter& filter) {
  const auto places = places_of(ground.scenario, designs);
  const auto names = names_in(places);
  check_named("--kinds", "fault", filter.kinds, names_in(kinds_of<Fault>()));
  check_named("--parts", "part", filter.parts, names);
  Menu menu;
  menu.seconds = ladder(least_seconds, seconds(ground.longest));
  for (const auto& place : places)
    (passes(filter.parts, place.name) ? menu.places : menu.narrowed_parts)
        .push_back(place.full_name);
  for (const auto& kind : kinds_of<Fault>()) {
    const auto strength = strength_of(kind);
    if (!passes(filter.kinds, kind.name)) menu.narrowed_kinds.push_back(kind.name);
    if (!passes(filter.kinds, kind.name)) continue;
    if (!strength) menu.unchosen.push_back(kind.name);
    if (!strength) continue;
    const auto before = menu.faults.size();
    for (const auto& place : places) {
      if (!passes(filter.parts, place.name) || !place.suits(kind.name)) continue;
      MenuFault fault{kind.name, place, *strength, strength->rungs()};
      if (is_legal(ground, fault)) menu.faults.push_back(std::move(fault));
    }
    if (menu.faults.size() == before) menu.nowhere.push_back(kind.name);
  }
  const auto number = [&](const MenuFault& fault) {
    return index_among(menu.places, fault.place.full_name);
  };
  std::ranges::stable_sort(menu.faults, {}, number);
  return menu;
}

}  // namespace faultline
