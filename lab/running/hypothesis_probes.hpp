#pragma once

#include "models/scenario/scenario.hpp"
#include "sim/language/problems.hpp"

namespace faultline {

/// Reports every probe of the hypothesis that no run can answer: its measure does not exist or has
/// no meaning in any design of the probe, no value satisfies its tolerance, or another probe of the
/// same measure contradicts it. If the scenario has other errors, only what does not depend on a
/// valid design is checked.
void check_probes_measured(const Scenario& scenario, Problems& problems);

}  // namespace faultline
