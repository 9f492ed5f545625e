#pragma once

#include "lab/output/results.hpp"
#include "lab/text/json.hpp"

namespace faultline {

Json to_json(const Estimate& estimate);

/// Where the time of the answers goes in one slice: by place, then by activity, in seconds; below
/// "slowest" the same of the slowest 1 %. null where it was not recorded.
Json time_json(const DesignResult& design, std::size_t slice);

/// Why requests fail: each cause chain with its shares of the failed transactions.
Json causes_json(const std::vector<CauseShare>& causes, const DesignResult& design);

}  // namespace faultline
