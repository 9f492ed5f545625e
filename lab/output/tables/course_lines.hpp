#pragma once

#include <string>

#include "lab/output/results.hpp"
#include "lab/text/terminal.hpp"

namespace faultline {

/// Each design's availability from the run's start to its end, drawn in characters, with the
/// faults below; empty where the course was not kept.
std::string course_lines(const Results& results, const Paint& paint);

}  // namespace faultline
