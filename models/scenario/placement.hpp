#pragma once

#include "models/scenario/scenario.hpp"

namespace faultline {

/// All hosts of a platform.
std::vector<std::string> hosts_of(const PlatformSettings& platform);

/// The name of a platform host for a part: the one that is named, else the host of the part's own
/// name, else the only host. Nothing where there is none of these.
std::optional<std::string> host_for(const PlatformSettings& platform, const std::string& part,
                                    const Reference* named);

/// Where the parts of this design stand: the scenario's platform, or without one a local network in
/// which each part has a host of its own name.
PlatformSpec spec_of(const Scenario& scenario, const DesignSettings& design);

/// The hosts of the client (by the name "client") or of a service.
std::vector<std::string> hosts_of(const Scenario& scenario, const std::string& part);

}  // namespace faultline
