#pragma once

#include "analysis/traces/trace.hpp"
#include "lab/output/explanations/proving.hpp"
#include "lab/output/results.hpp"
#include "lab/text/json.hpp"
#include "models/scenario/scenario.hpp"

namespace faultline {

/// What further runs of one design say; null where there were none.
struct FurtherRuns {
  const TracedDesign* traced;
  const DesignProofs* proofs;
  bool brief = false;  ///< what they say, the stage and the inside are left out
};

/// What the page shows of one design.
Json design_json(const Scenario& scenario, const DesignResult& design, const FurtherRuns& further);

}  // namespace faultline
