#pragma once

#include <string>
#include <vector>

#include "analysis/verdicts/counterfactual.hpp"
#include "lab/output/results.hpp"
#include "lab/text/json.hpp"
#include "lab/text/terminal.hpp"

namespace faultline {

/// What experiments without faults say of one design.
struct DesignProofs {
  struct OfFault {
    std::size_t fault;  ///< index in RunFrame::faults
    Proof proof;
  };
  std::vector<OfFault> faults;
  Estimate failed_without_any;  ///< share of the requests that fail without any fault
};

/// A page in plain words: for each design what broke first, how it spread, what kept it going, when
/// it ended, and what experiments without the faults say.
std::string explanation_text(const Results& results, const std::vector<DesignProofs>& proofs,
                             const Paint& paint);

/// The same as data.
Json explanation_json(const Results& results, const std::vector<DesignProofs>& proofs);

}  // namespace faultline
