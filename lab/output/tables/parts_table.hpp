#pragma once

#include <string>

#include "lab/output/results.hpp"
#include "lab/text/terminal.hpp"

namespace faultline {

/// How busy the parts of each design were and how long their queues grew, the busiest first; empty
/// where nothing was sampled.
std::string parts_table(const Results& results, const Paint& paint);

/// The part of the design with the longest queue; empty where none grew.
std::string longest_queue(const DesignResult& design);

}  // namespace faultline
