#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lab/output/results.hpp"
#include "lab/text/json.hpp"

namespace faultline {

/// The course of the parts and edges, in six digits. A cell without a value is empty, or null.

/// One row for each design, part and bucket; only the head where it was not kept.
std::string parts_csv(const Results& results);

/// One row for each design, edge and bucket.
std::string edges_csv(const Results& results);

/// Below a design: {"time_s": [...], "parts": {NAME: {COLUMN: {"mean": [...], ...}}}, "edges":
/// [{"from": NAME, "to": NAME, COLUMN: ...}]}. A column without any value is null, and so is all of
/// it where it was not kept.
/// One row of values by column, then by bucket: {COLUMN: {"mean": [...], "low": ..., "high": ...}}.
Json columns_json(const std::vector<Estimate>& values, std::span<const std::string_view> columns);
/// One column by bucket; null where it has no value.
Json column_json(std::span<const Estimate> estimates);
/// The same without the intervals: {COLUMN: [...]}.
Json means_json(const std::vector<Estimate>& values, std::span<const std::string_view> columns);

Json over_time_json(const DesignResult& design);

}  // namespace faultline
