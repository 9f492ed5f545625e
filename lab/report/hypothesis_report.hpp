#pragma once

#include "lab/output/results.hpp"
#include "lab/text/json.hpp"

namespace faultline {

/// What the page shows of the steady-state hypothesis and the stop condition; null without both.
Json hypothesis_report(const Results& results);

}  // namespace faultline
