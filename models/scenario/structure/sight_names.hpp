#pragma once

#include "models/conditions/criterion.hpp"
#include "models/scenario/scenario.hpp"

namespace faultline {

/// What the conditions of a scenario can name.
SightNames sight_names(const Scenario& scenario);

}  // namespace faultline
