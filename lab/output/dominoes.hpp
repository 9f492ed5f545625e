#pragma once

#include "lab/output/results.hpp"
#include "lab/text/json.hpp"

namespace faultline {

/// Below a design, by the name of each fault: its blast radius as measured and as the wiring has
/// it, the parts that left their steady-state bands in the order in which they did, and those that
/// never did. null where that was not recorded. A part that left its band in fewer than half of the
/// replications stands behind the others.
Json dominoes_json(const DesignResult& design);

}  // namespace faultline
