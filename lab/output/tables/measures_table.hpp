#pragma once

#include <string>

#include "lab/output/results.hpp"
#include "lab/output/tables/table.hpp"
#include "lab/text/terminal.hpp"

namespace faultline {

/// The designs side by side, the measures below each other by group. With two designs, the better
/// one is named at the end of the row.
std::string measures_table(const Results& results, const Paint& paint, Detail detail);

}  // namespace faultline
