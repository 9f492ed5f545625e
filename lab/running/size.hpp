#pragma once

#include "lab/running/experiment.hpp"

namespace faultline {

/// What an experiment asks of a machine, by what is expected in the mean.
struct Size {
  double requests = 0;   ///< in all runs of all designs
  std::size_t runs = 0;  ///< designs times replications
  double bytes = 0;      ///< of memory, in as many runs as there are at once
};

Size size_of(const Experiment& experiment, int jobs);

/// More than this is not begun unless that is wanted: on one core it takes hours.
inline constexpr double most_requests = 1e10;
inline constexpr std::size_t most_runs = 1'000'000;

/// Throws ScenarioError beyond these limits, unless it is `forced`.
void check_size(const Experiment& experiment, bool forced);

}  // namespace faultline
