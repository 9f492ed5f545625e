#pragma once

#include <chrono>

#include "lab/running/experiment.hpp"

namespace faultline {

/// What an experiment takes, by what a short part of it took.
struct Cost {
  double events = 0;   ///< of the calendars, in all runs
  double seconds = 0;  ///< of wall time
};

/// Starts each design once, for `longest` at most, and extrapolates: "about", as what comes later
/// in a run may be harder or easier.
Cost probe(Experiment& experiment, int jobs,
           std::chrono::milliseconds longest = std::chrono::milliseconds(250));

}  // namespace faultline
