#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "lab/output/results.hpp"
#include "lab/text/json.hpp"

namespace faultline {

Json to_json(const Estimate& estimate);
/// Of all measures, below their keys.
Json measures_json(const std::vector<Estimate>& slice);
/// The cells of a row below the names of their columns.
Json row_json(const std::vector<Estimate>& row, std::span<const std::string_view> columns);

/// Where the time of the answers goes in one slice: by place, then by activity, in seconds; below
/// "slowest" the same of the slowest 1 %. null where it was not recorded.
Json time_json(const DesignResult& design, std::size_t slice);

/// Why requests fail: each cause chain with its shares of the failed transactions.
Json causes_json(const std::vector<CauseShare>& causes, const DesignResult& design);

}  // namespace faultline
