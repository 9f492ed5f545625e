#pragma once

#include <string>

#include "lab/output/results.hpp"
#include "lab/text/terminal.hpp"

namespace faultline {

/// Of two designs, what the second has more of than the first, paired, and who is better; empty
/// with any other number of designs.
std::string differences_table(const Results& results, const Paint& paint);

}  // namespace faultline
