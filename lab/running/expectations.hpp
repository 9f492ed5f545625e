#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "analysis/verdicts/verdict.hpp"
#include "models/scenario/scenario.hpp"
#include "sim/language/problems.hpp"

namespace faultline {

/// Tells every expectation that no run can answer: of a measure that there is not, or that has no
/// meaning in the design, or of a window that the run does not hold, or with bounds that no value
/// keeps. In a scenario that is wrong otherwise only what needs no sound design is told.
void check_expectations_measured(const Scenario& scenario, Problems& problems);

/// An entry of `expect` for one design.
struct NamedExpectation {
  std::string design;
  std::string window;  ///< "during X", "class X during Y", ...; empty for the whole run
  Expectation expectation;
};

/// Of a scenario whose expectations can be measured, those on these designs: in the scenario's
/// order, one without a design once for each.
std::vector<NamedExpectation> expectations_on(const Scenario& scenario,
                                              const std::vector<std::string>& designs);

}  // namespace faultline
