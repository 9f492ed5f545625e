#pragma once

#include <vector>

#include "lab/text/json.hpp"
#include "sim/language/problems.hpp"

namespace faultline {

/// As an editor needs them: [{"line", "column", "pointer", "option", "message"}]. Line 0 is for
/// what was given beside the scenario.
Json problems_json(const std::vector<Problem>& problems);

}  // namespace faultline
