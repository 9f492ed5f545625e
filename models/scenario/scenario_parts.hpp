#pragma once

#include <string>
#include <vector>

#include "models/scenario/scenario.hpp"

namespace faultline {

/// A part of a scenario: it has a name, stands on hosts, and can be struck by a fault.
struct ScenarioPart {
  enum class Sort : std::uint8_t { service, store, cache, topic, projection, broker };

  Sort sort;
  std::string name;
  Place place;
  const Location* location;
  std::int64_t copies = 1;    ///< its instances or nodes
  std::string broker{};       ///< of a topic, where it stands on the nodes of one
  bool shares_cores = false;  ///< its work shares a CPU

  /// "service"
  std::string sort_name() const;
  /// "service payment", as results call it.
  std::string full_name() const { return sort_name() + " " + name; }
};

using ScenarioParts = std::vector<ScenarioPart>;

/// The parts that all designs share, and those that one has to itself.
ScenarioParts shared_parts(const Scenario& scenario);
ScenarioParts own_parts(const DesignSettings& design);

/// Where a request of a design can be: the client, then all its parts, by their full names.
std::vector<std::string> places_of(const Scenario& scenario, const DesignSettings& design);

/// Those of a design whose queues and use are measured, in the order of their records: the ones
/// that are shared, then its projections.
ScenarioParts measured_parts(const Scenario& scenario, const DesignSettings& design);

}  // namespace faultline
