#pragma once

#include <string>

#include "lab/output/results.hpp"
#include "sim/language/document.hpp"

namespace faultline {

/// All results but the course over time, as JSON. Holds nothing that differs from run to run.
std::string results_json(const Results& results, const Document& scenario);

/// The scenario as it was run, as JSON.
std::string scenario_json(const Document& scenario);

}  // namespace faultline
