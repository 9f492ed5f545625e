#pragma once

#include "lab/running/experiment.hpp"

namespace faultline {

/// Throws ScenarioError with everything that is wrong with the lesson of a scenario that can be
/// run: names and measures that do not exist or have no value, placeholders that nothing fills,
/// changes and sliders that do not apply. Each change is applied to a copy of the scenario, which
/// is validated and not run. Does nothing where there is no lesson.
void check_lesson(Experiment& experiment);

}  // namespace faultline
