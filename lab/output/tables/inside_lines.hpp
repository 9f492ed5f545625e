#pragma once

#include <string>

#include "lab/output/results.hpp"
#include "lab/output/tables/table.hpp"
#include "lab/text/terminal.hpp"

namespace faultline {

/// Where the time of the answers goes, a sentence for each design: the greatest pieces of the mean
/// answer and, in full detail, of the slowest 1 %. Empty where it was not recorded.
std::string time_lines(const Results& results, const Paint& paint, Detail detail);

/// Why requests fail: the greatest cause chains of each design with their shares. Empty where
/// nothing failed, or where causes were not recorded.
std::string cause_lines(const Results& results, const Paint& paint);

}  // namespace faultline
