#pragma once

#include <string>

#include "lab/output/results.hpp"

namespace faultline {

/// Tables for programs. All but the last close with how many replications are finished and how many
/// were wanted, which is more where the user stopped the run. A cell without a value is empty.

/// One row for each design, window and measure: mean, interval, and how many replications had a
/// value. The window of the whole measured run is "run". Behind them stand the books of events,
/// whose window is "topic NAME" or "subscription NAME".
std::string measures_csv(const Results& results);

/// One row for each design and instant: mean and interval of each column of the course over time.
std::string series_csv(const Results& results);

/// One row for each design but the first, window and measure: what it has more than the first.
std::string differences_csv(const Results& results);

/// One row for each expectation.
std::string verdicts_csv(const Results& results);

/// One row for each probe of the hypothesis, design and phase; behind them, with the fault's name
/// as their phase, one for each column of `hypothesis_fault_columns`.
std::string hypothesis_csv(const Results& results);

/// Where the time of the answers goes: a row for each place and activity that took any.
std::string times_csv(const Results& results);

/// Why requests fail: a row for each cause chain and window.
std::string causes_csv(const Results& results);

/// How each fault spread: a row for each fault, part and column of `domino_columns`.
std::string dominoes_csv(const Results& results);

/// One row for each design: what its wiring promises. Several names in one cell stand with a ";"
/// between them.
std::string coupling_csv(const Results& results);

}  // namespace faultline
