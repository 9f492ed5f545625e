#pragma once

#include "lab/running/experiment.hpp"
#include "lab/running/size.hpp"

namespace faultline {

/// What a page runs in one of its workers: some minutes at most, and less than the memory that a
/// browser gives it.
inline constexpr double most_page_requests = 2e7;
inline constexpr double most_page_bytes = 1e9;

/// Of one run.
Size page_size_of(const Experiment& experiment);

/// Why it is too much for a page, with the command line that can; empty where it is not.
std::string why_too_large(const Experiment& experiment, const RunOptions& options);

/// Throws ScenarioError where the scenario asks for transfers that share bandwidth, or for work
/// that shares cores, and the engine has none: at their places, with the command line that can.
void check_sharing(const Experiment& experiment, const RunOptions& options);

}  // namespace faultline
