#pragma once

#include "lab/output/results.hpp"
#include "lab/text/json.hpp"
#include "models/scenario/outline.hpp"

namespace faultline {

/// What stands on the stage of one design and how it goes there over time: {"times_s", "bucket_s",
/// "parts", "edges"}.
Json stage_json(const Scenario& scenario, const Outline& outline, const DesignResult& design);

}  // namespace faultline
