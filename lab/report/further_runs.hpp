#pragma once

#include <cstdint>
#include <string>

#include "lab/output/proving.hpp"
#include "lab/running/experiment.hpp"

namespace faultline {

/// Of so many requests a report shows one moving and as a waterfall.
std::uint64_t shown_one_in(const Experiment& experiment);

/// Of so many replications it is found out what they are without the faults.
inline constexpr std::size_t most_proving_runs = 4;

/// Which faults are left out for that: all, and each of several alone. There is one, at least.
FaultsToProve faults_to_prove(const Scenario& scenario);

/// That makes the report anew, with the seed and the number of replications that it has.
std::string command_of(const Experiment& experiment, const RunOptions& options);

}  // namespace faultline
