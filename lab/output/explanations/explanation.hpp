#pragma once

#include <string>
#include <vector>

#include "lab/output/explanations/proving.hpp"
#include "lab/output/results.hpp"
#include "lab/text/json.hpp"
#include "lab/text/terminal.hpp"

namespace faultline {

/// A page in plain words: for each design what broke first, how it spread, what kept it going, when
/// it ended, and what experiments without the faults say.
std::string explanation_text(const Results& results, const std::vector<DesignProofs>& proofs,
                             const Paint& paint);

/// The same as data.
Json explanation_json(const Results& results, const std::vector<DesignProofs>& proofs);

}  // namespace faultline
