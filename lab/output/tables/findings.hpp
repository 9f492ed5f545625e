#pragma once

#include <string>

#include "lab/output/results.hpp"
#include "lab/text/terminal.hpp"

namespace faultline {

/// The answer to the question: a sentence on each design, the expectations that hold, and the
/// better design in each of the chief measures.
std::string findings(const Results& results, const Paint& paint);

/// What was found of one design, in a sentence: "77.87 % of the requests get a usable answer; ...".
std::string finding_on(const DesignResult& design);

/// "All 10 expectations hold."; empty where there are none.
std::string finding_on_expectations(const Results& results);

}  // namespace faultline
