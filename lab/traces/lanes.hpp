#pragma once

#include <vector>

#include "analysis/traces/trace.hpp"

namespace faultline {

/// Spans that nest or do not touch, in the order in which they begin, outer ones first.
using SpanLane = std::vector<const SpanRecord*>;

/// All spans but decisions, on as few lanes as it takes; what a span asks for is on the lane of
/// that span where it can be.
std::vector<SpanLane> lanes_of(const Trace& trace);

}  // namespace faultline
