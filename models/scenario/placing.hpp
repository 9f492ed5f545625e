#pragma once

#include "models/scenario/scenario.hpp"

namespace faultline {

/// Gives the parts with a placement their hosts, as `Location::hosts`, and writes ranges of named
/// hosts out. Tells of placements that cannot be satisfied.
void place_parts(Scenario& scenario, Problems& problems);

}  // namespace faultline
