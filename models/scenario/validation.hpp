#pragma once

#include "models/scenario/scenario.hpp"

namespace faultline {

/// Checks what no single field can tell: that what is named exists, that no blocking calls go in a
/// circle and, if nothing else is wrong, that every part is reached and every design can produce
/// every effect. A field that could not be read is empty, and not told of again.
void validate(const Scenario& scenario, Problems& problems);

}  // namespace faultline
