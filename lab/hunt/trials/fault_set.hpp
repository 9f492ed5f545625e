#pragma once

#include <compare>
#include <string>
#include <vector>

#include "lab/hunt/trials/menu.hpp"

namespace faultline {

/// A fault of the menu, so strong.
struct SizedFault {
  std::size_t fault;     ///< index in Menu::faults
  std::size_t strength;  ///< index in its rungs
  auto operator<=>(const SizedFault&) const = default;
};

/// Faults that strike one design at one time, each with its strength. Empty: nothing does.
struct FaultSet {
  std::size_t design = 0;
  std::vector<SizedFault> faults;  ///< in the order of the menu
  std::size_t lasting = 0;         ///< index in Menu::seconds, of all of them
  auto operator<=>(const FaultSet&) const = default;
};

/// These faults as long and as strong as they are tried.
FaultSet full_set(const Menu& menu, std::size_t design, const std::vector<std::size_t>& faults);

bool is_full(const Menu& menu, const FaultSet& set);

/// A scenario that can be struck, the menu, and the names of the designs by number.
struct Hunted {
  const Ground& ground;
  const Menu& menu;
  const std::vector<std::string>& designs;
};

/// The scenario with the faults in it, each named as MenuFault::text does.
Document document_with(const Hunted& hunted, const FaultSet& set);

/// The same, read.
Scenario scenario_with(const Hunted& hunted, const FaultSet& set);

/// When the faults of a set are active; without any, when they would be.
Window active_in(const Hunted& hunted, const FaultSet& set);

/// "crash of payment and slow of stock"
std::string text_of(const Menu& menu, const FaultSet& set);

/// As JSON, what a scenario has among its faults.
std::string fault_json(const Ground& ground, const MenuFault& fault, double strength,
                       double seconds);

/// The document with these faults, each as JSON.
Document with_faults(const Document& document, const std::vector<std::string>& faults);

}  // namespace faultline
