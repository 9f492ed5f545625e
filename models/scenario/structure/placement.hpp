#pragma once

#include "models/scenario/scenario_parts.hpp"
#include "sim/platform/platform_spec.hpp"

namespace faultline {

/// The name of a platform host for a part: the one that is named, else the host of the part's own
/// name, else the only host. Nothing where there is none of these.
std::optional<std::string> host_for(const PlatformSettings& platform, const std::string& part,
                                    const Reference* named);

/// Where the parts of this design stand: the scenario's platform, or without one a local network in
/// which each part has a host of its own name.
PlatformSpec spec_of(const Scenario& scenario, const DesignSettings& design);

/// The host of a part's instance or node i; empty where it has none.
std::string host_of(const Scenario& scenario, const ScenarioPart& part, std::int64_t copy);

/// The hosts of the client (by the name "client") or of a service.
std::vector<std::string> hosts_of(const Scenario& scenario, const std::string& part);

}  // namespace faultline
