#pragma once

#include <cstdint>
#include <string>

#include "lab/output/explanations/proving.hpp"
#include "lab/running/experiment.hpp"

namespace faultline {

/// Of so many requests a report shows one moving and as a waterfall.
std::uint64_t shown_one_in(const Experiment& experiment);

/// Of how many replications, of those that are finished, it is found out what they are without each
/// fault. There is one, at least.
std::size_t proving_runs(const Experiment& experiment, std::size_t finished);

/// Which faults are left out for that: each alone.
FaultsToProve faults_to_prove(const Scenario& scenario);

/// That makes the report anew, with the seed and the number of replications that it has.
std::string command_of(const Experiment& experiment, const RunOptions& options);

}  // namespace faultline
