#pragma once

#include <set>
#include <string>
#include <vector>

#include "lab/hunt/trials/ground.hpp"
#include "lab/hunt/trials/places.hpp"
#include "lab/hunt/trials/strength.hpp"

namespace faultline {

/// A kind of fault at a place of the scenario.
struct MenuFault {
  std::string kind;
  HuntPlace place;
  Strength strength;
  std::vector<double> rungs;  ///< of the strength

  /// "crash of payment", "lock of store orders"
  std::string text() const;
};

/// What the menu is narrowed to; empty: all.
struct MenuFilter {
  std::vector<std::string> kinds;
  std::vector<std::string> parts;
};

/// The faults that a hunt tries, and those that it does not.
struct Menu {
  std::vector<MenuFault> faults;
  std::vector<double> seconds;              ///< the times that they last, in ascending order
  std::vector<std::string> places;          ///< that are struck, by full name
  std::vector<std::string> nowhere;         ///< kinds that no part of the scenario can have
  std::vector<std::string> unchosen;        ///< kinds with a field that the table has no value for
  std::vector<std::string> narrowed_kinds;  ///< left out by the filter
  std::vector<std::string> narrowed_parts;  ///< the same, by full name
};

/// Every kind at every place that suits it, where the validation of the scenario lets it be. Throws
/// ScenarioError where the filter names something that is not there.
Menu menu_of(const Ground& ground, const std::vector<std::string>& designs,
             const MenuFilter& filter);

}  // namespace faultline
