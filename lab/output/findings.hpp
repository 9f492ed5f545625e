#pragma once

#include <string>

#include "lab/output/results.hpp"
#include "lab/text/terminal.hpp"

namespace faultline {

/// What was found for the question: a sentence on each design, which expectations hold, and who is
/// better in which of the chief measures.
std::string findings(const Results& results, const Paint& paint);

}  // namespace faultline
