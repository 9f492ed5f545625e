#pragma once

#include "analysis/traces/trace.hpp"
#include "lab/text/json.hpp"

namespace faultline {

/// The traced requests of one design: each with the ways that it and its events take along the
/// edges, for the dots on the stage, and with its waterfall.
Json traces_json(const TracedDesign& design);

}  // namespace faultline
