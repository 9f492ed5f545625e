#pragma once

#include <string>
#include <vector>

#include "lab/output/results.hpp"
#include "lab/text/terminal.hpp"

namespace faultline {

/// How often, when and for how long the faults with a condition struck, a sentence for each design
/// and fault.
std::vector<std::string> strikes_in_words(const Results& results);

/// The same with a heading; empty where there is none.
std::string strike_lines(const Results& results, const Paint& paint);

}  // namespace faultline
