#include "lab/hunt/trials/fault_set.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "models/scenario/validation/validation.hpp"
#include "sim/language/units.hpp"

namespace faultline {

FaultSet full_set(const Menu& menu, std::size_t design, const std::vector<std::size_t>& faults) {
  FaultSet set{.design = design, .faults = {}, .lasting = menu.seconds.size() - 1};
  for (const auto fault : faults)
    set.faults.push_back({fault, menu.faults[fault].rungs.size() - 1});
  return set;
}

bool is_full(const Menu& menu, const FaultSet& set) {
  std::vector<std::size_t> faults;
  for (const auto& sized : set.faults) faults.push_back(sized.fault);
  return set == full_set(menu, set.design, faults);
}

std::string fault_json(const Ground& ground, const MenuFault& fault, double strength,
                       double seconds) {
  const auto lasts = from_seconds(seconds);
  auto json =
      fmt::format(R"({{"name": "{}", "kind": "{}", "target": {}, "at": "{}", "for": "{}")",
                  fault.text(), fault.kind, fault.place.target, written(ground.at), written(lasts));
  const auto& own = fault.strength;
  if (!own.field.empty()) json += fmt::format(R"(, "{}": {})", own.field, own.json(strength));
  if (!own.fixed.empty()) json += fmt::format(", {}", own.fixed);
  return json + "}";
}

Document with_faults(const Document& document, const std::vector<std::string>& faults) {
  auto changed = document;
  const auto text = fmt::format("[{}]", fmt::join(faults, ", "));
  changed.root.members.push_back({"faults", {}, parse_document(text, document.file).root});
  return changed;
}

Document document_with(const Hunted& hunted, const FaultSet& set) {
  std::vector<std::string> faults;
  for (const auto& [number, strength] : set.faults) {
    const auto& fault = hunted.menu.faults[number];
    faults.push_back(
        fault_json(hunted.ground, fault, fault.rungs[strength], hunted.menu.seconds[set.lasting]));
  }
  return with_faults(hunted.ground.document, faults);
}

Scenario scenario_with(const Hunted& hunted, const FaultSet& set) {
  auto document = document_with(hunted, set);
  return read_scenario(document);
}

Window active_in(const Hunted& hunted, const FaultSet& set) {
  const Time begins{hunted.ground.at};
  return {"faults", begins, begins + from_seconds(hunted.menu.seconds[set.lasting])};
}

std::string text_of(const Menu& menu, const FaultSet& set) {
  std::vector<std::string> words;
  for (const auto& sized : set.faults) words.push_back(menu.faults[sized.fault].text());
  return fmt::format("{}", fmt::join(words, " and "));
}

}  // namespace faultline
