#pragma once

#include "models/scenario.hpp"

namespace faultline {

/// Checks what no single field can tell: that what is named exists, that no blocking calls go in a
/// circle and, if nothing else is wrong, that every part is reached and every design can produce
/// every effect. A field that could not be read is empty, and not told of again.
void validate(const Scenario& scenario, Problems& problems);

/// The name of a platform host for a part: the one that is named, else the host of the part's own
/// name, else the only host. Nothing where there is none of these.
std::optional<std::string> host_for(const PlatformSettings& platform, const std::string& part,
                                    const Reference* named);

}  // namespace faultline
