#pragma once

#include "models/faults/plan.hpp"
#include "models/scenario/scenario_parts.hpp"

namespace faultline {

/// Why this fault cannot strike that part; empty: it can.
std::string why_unfit(const Fault& fault, const ScenarioPart& part);

/// What each fault of the scenario can strike in a design. A part that is named is taken as it is,
/// of what another target describes only what fits the fault.
Targets targets_of(const Scenario& scenario, const DesignSettings& design);

}  // namespace faultline
