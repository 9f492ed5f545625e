#pragma once

#include <string>

#include "lab/output/results.hpp"
#include "lab/text/json.hpp"

namespace faultline {

/// The hypothesis and its verdicts; null where there is none.
Json hypothesis_json(const Results& results);

}  // namespace faultline
