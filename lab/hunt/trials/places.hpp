#pragma once

#include <string>
#include <vector>

#include "models/scenario/scenario_parts.hpp"

namespace faultline {

/// What faults of a hunt can strike: a part, or what goes down together with others.
struct HuntPlace {
  std::string name;                  ///< by which the menu is narrowed: "payment", "zone b"
  std::string full_name;             ///< "service payment" or, once more, "zone b"
  std::string target;                ///< as a scenario has it, JSON
  std::vector<std::size_t> designs;  ///< that have it, by number
  std::vector<std::string> parts;    ///< that are struck, by full name

  /// Whether a kind of fault is tried there: on a part every kind, on hosts what cuts them off or
  /// takes them away, on links what strikes messages.
  bool suits(const std::string& kind) const;
};

/// The parts that some of the designs use; then the zones, racks and regions of the platform of
/// which there are several in use, the hosts on which several parts stand, and the links.
std::vector<HuntPlace> places_of(const Scenario& scenario, const std::vector<std::string>& designs);

}  // namespace faultline
