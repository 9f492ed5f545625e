#pragma once

#include <string>

#include "lab/output/results.hpp"
#include "lab/text/terminal.hpp"

namespace faultline {

/// Each expectation in words, with pass or FAIL before it; a line each.
std::string verdict_lines(const Results& results, const Paint& paint);

}  // namespace faultline
