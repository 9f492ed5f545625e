#pragma once

#include <span>
#include <vector>

#include "analysis/estimates/estimate.hpp"
#include "analysis/inside/cause_tally.hpp"
#include "analysis/measures/summary.hpp"

namespace faultline {

/// One way to fail: from what the client saw to the root, and which share of the transactions that
/// failed, or are never complete, went this way.
struct CauseShare {
  CauseChain chain;
  std::vector<Estimate> shares;  ///< by slice; of the replications in which anything failed
};

/// The chains of all replications of one design, the one with the greatest share of the whole run
/// first.
std::vector<CauseShare> cause_shares(std::span<const RunSummary> runs);

/// Of the accepted transactions that are never complete.
std::vector<CauseShare> incomplete_shares(std::span<const RunSummary> runs);

/// The first with all chains of one root in one, which has the root alone.
std::vector<CauseShare> root_shares(std::span<const RunSummary> runs);

/// The same by fault, active or over, and without those that have none: each has one link that
/// names the fault.
std::vector<CauseShare> fault_shares(std::span<const RunSummary> runs);

/// The same by what sustains the failures of faults that are over; each has one link that names it.
std::vector<CauseShare> sustained_shares(std::span<const RunSummary> runs);

}  // namespace faultline
