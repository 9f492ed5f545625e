#pragma once

#include <string>

#include "lab/output/results.hpp"
#include "lab/text/terminal.hpp"

namespace faultline {

/// The designs compared by what one decides between them: coupling, failure mode, complexity and
/// latency, a sentence each. It names a design only where the intervals do; empty for one design.
std::string in_short(const Results& results, const Paint& paint);

}  // namespace faultline
