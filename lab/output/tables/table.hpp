#pragma once

#include <string>

#include "lab/output/results.hpp"
#include "lab/text/terminal.hpp"

namespace faultline {

/// How much of the results is printed: the findings and the chief measures, or everything.
enum class Detail { brief, all };

/// The results for people, in 80 columns: what was found for the question, the designs side by
/// side, the course over time, and what was expected and is not so.
std::string results_table(const Results& results, const Paint& paint, Detail detail);

}  // namespace faultline
