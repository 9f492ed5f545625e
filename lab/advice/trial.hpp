#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "analysis/measures/summary.hpp"
#include "analysis/verdicts/comparison.hpp"
#include "lab/processes/interruption.hpp"
#include "sim/language/document.hpp"

namespace faultline {

/// How one design of a scenario is run to see what a change of it brings.
struct TrialSettings {
  std::string design;
  int jobs = 1;
};

/// What one design came to, replication by replication; replication i of each version of it meets
/// the same requests and faults, and has the same random draws.
struct DesignRuns {
  std::vector<RunSummary> runs;
  std::size_t expectations = 0;  ///< of this design
  std::size_t held = 0;          ///< of them
  double score = 0;              ///< how much of a monolith it is, by its wiring (MonolithScore)
};

/// Runs it so often, with all measures or without those of what happens inside. Throws
/// ScenarioError where the scenario is not valid, Interrupted where the user stopped it.
DesignRuns try_out(const Document& document, const TrialSettings& settings,
                   std::size_t replications, bool inside);

/// Of a changed design to what it was before, over the replications that both have.
std::vector<Difference> gains(const DesignRuns& before, const DesignRuns& after);

}  // namespace faultline
