#pragma once

#include <string>

#include "lab/output/results.hpp"
#include "lab/text/terminal.hpp"

namespace faultline {

/// The results for people: designs side by side, measures below each other by group, then what was
/// expected and whether it was so.
std::string results_table(const Results& results, const Paint& paint);

}  // namespace faultline
