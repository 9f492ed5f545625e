#pragma once

#include <string>

#include "lab/output/results.hpp"
#include "lab/text/terminal.hpp"

namespace faultline {

/// The paired differences of two designs, second minus first, and which one is better; empty with
/// any other number of designs.
std::string differences_table(const Results& results, const Paint& paint);

}  // namespace faultline
