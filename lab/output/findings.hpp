#pragma once

#include <string>

#include "lab/output/results.hpp"
#include "lab/text/terminal.hpp"

namespace faultline {

/// The answer to the question: a sentence on each design, the expectations that hold, and the
/// better design in each of the chief measures.
std::string findings(const Results& results, const Paint& paint);

}  // namespace faultline
