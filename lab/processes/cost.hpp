#pragma once

#include "lab/running/experiment.hpp"

namespace faultline {

/// What an experiment takes, by what a short part of it took.
struct Cost {
  double events = 0;   ///< of the calendars, in all runs
  double seconds = 0;  ///< of wall time
};

/// Begins each design once, for a quarter of a second at most, and reckons from there: "about", as
/// what comes later in a run may be harder or easier.
Cost probe(Experiment& experiment, int jobs);

}  // namespace faultline
