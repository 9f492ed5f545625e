#pragma once

#include <cstdint>
#include <vector>

#include "analysis/inside/candidates.hpp"
#include "analysis/traces/trace.hpp"
#include "lab/running/experiment.hpp"

namespace faultline {

/// Which run of each design is traced, and in how many processes at once.
struct TracedRuns {
  std::size_t replication = 0;
  int jobs = 1;
};

/// Runs each design once and looks what it has to offer for traces, with a share of 1 in `one_in`
/// (0: none). Throws as run_all does.
std::vector<Offer> offers_of(Experiment& experiment, const TracedRuns& runs, std::uint64_t one_in);

/// Runs each design once and traces these requests, in ascending order. Throws as run_all does.
std::vector<TracedDesign> trace(Experiment& experiment, const TracedRuns& runs,
                                const std::vector<std::uint64_t>& requests);

}  // namespace faultline
