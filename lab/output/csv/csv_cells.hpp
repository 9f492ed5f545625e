#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lab/output/results.hpp"

namespace faultline {

/// In quotes where it would be misread (RFC 4180).
std::string cell(const std::string& text);

/// Empty where it has no value.
std::string cell(double number);
std::string cell(std::optional<double> number);

/// All in one, with a ";" between them.
std::string cell(const std::vector<std::string>& names);

/// Mean, low and high.
std::string cells(const Estimate& estimate);

/// The names of the columns that close every table.
inline constexpr auto progress_columns = "finished,wanted\n";

/// What closes every row: a table of a run that was stopped says so wherever it is cut.
std::string progress(const Results& results);

/// The names of the slices of a design.
std::vector<std::string> windows_of(const DesignResult& design);

}  // namespace faultline
