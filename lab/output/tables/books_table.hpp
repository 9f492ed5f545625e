#pragma once

#include <string>

#include "lab/output/results.hpp"
#include "lab/text/terminal.hpp"

namespace faultline {

/// What became of the events of each topic and subscription, design by design: means over the
/// replications, in lines of at most 100 columns. Empty where no design has a topic.
std::string books_table(const Results& results, const Paint& paint);

}  // namespace faultline
