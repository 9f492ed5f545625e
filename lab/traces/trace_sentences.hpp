#pragma once

#include <string>

#include "analysis/traces/trace.hpp"

namespace faultline {

/// "rest: succeeded after 115 ms".
std::string headline(const TracedDesign& design, std::uint64_t request);

/// What the response time is made of, why a failure came about, and what went on after the answer.
std::string sentence(const Trace& trace, const RunFrame& frame);

/// When it arrived, and the faults that were active meanwhile.
std::string circumstances(const Trace& trace, const RunFrame& frame);

}  // namespace faultline
