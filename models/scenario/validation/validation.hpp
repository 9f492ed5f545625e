#pragma once

#include "models/scenario/scenario.hpp"

namespace faultline {

/// Checks what no single field can tell: that what is named exists, that no blocking calls go in a
/// circle, that every part is reached and every design can produce every effect, and more. All is
/// told at once, but what would only follow from something told already: where a name is loose, who
/// reaches what is not judged, and a field that could not be read is not told of again.
void validate(const Scenario& scenario, Problems& problems);

/// Checks that the class and the fault, change or release that a selection names exist.
void check_selection(const RequestSelection& selection, const Scenario& scenario,
                     Problems& problems);

/// Reads a scenario and validates it; what is wrong stands in the document's problems, for who has
/// more to check before it is told (read_scenario throws it).
Scenario checked_scenario(Document& document);

/// Reads and validates. Throws ScenarioError with every problem of the file; where names were lost
/// with something that could not be read, what refers to them is judged the next time.
Scenario read_scenario(Document& document);

}  // namespace faultline
