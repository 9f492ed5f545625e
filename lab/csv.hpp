#pragma once

#include <string>

#include "lab/results.hpp"

namespace faultline {

/// One row for each design, window and measure: mean, interval, and how many replications had a
/// value. The window of the whole measured run is "run"; a cell without a value is empty. Behind
/// them stand the books of events, whose window is "topic NAME" or "subscription NAME".
std::string measures_csv(const Results& results);

/// One row for each design and instant: mean and interval of each column of the course over time.
std::string series_csv(const Results& results);

}  // namespace faultline
