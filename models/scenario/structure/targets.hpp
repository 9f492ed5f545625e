#pragma once

#include "models/faults/plan.hpp"
#include "models/scenario/scenario_parts.hpp"

namespace faultline {

/// Why this fault cannot strike that part; empty: it can.
std::string why_unfit(const Fault& fault, const ScenarioPart& part);

/// Whether it names the client, which is no part.
inline bool is_client(const Selector& selector) {
  return selector.part() && selector.part()->name == "client";
}

/// The hosts on which what the selector describes stands in a design; the client's, too.
std::vector<std::string> hosts_of(const Selector& selector, const Scenario& scenario,
                                  const DesignSettings& design);

/// What each fault of the scenario can strike in a design. A part that is named is taken as it is,
/// of what another target describes only what fits the fault.
Targets targets_of(const Scenario& scenario, const DesignSettings& design);

}  // namespace faultline
