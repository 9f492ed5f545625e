#pragma once

#include <string>
#include <vector>

#include "analysis/traces/trace.hpp"
#include "lab/text/terminal.hpp"

namespace faultline {

/// One request as a picture for a terminal of 80 columns: the designs under each other on one time
/// axis, each with a sentence on what its response time is made of.
std::string waterfall(const std::vector<TracedDesign>& designs, std::uint64_t request,
                      const Paint& paint);

}  // namespace faultline
