#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "analysis/verdicts/verdict.hpp"
#include "models/scenario/scenario.hpp"
#include "sim/language/problems.hpp"

namespace faultline {

/// Reports every expectation that no run can answer: its measure does not exist or has no meaning
/// in the design, the run does not contain its window, or no value satisfies its bounds. If the
/// scenario has other errors, only expectations that do not depend on a valid design are checked.
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
