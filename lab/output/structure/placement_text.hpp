#pragma once

#include <string>

#include "lab/running/experiment.hpp"

namespace faultline {

/// For people: what stands on which host of the platform, and where that is; empty without a
/// platform of more than one host.
std::string placement_text(const Experiment& experiment);

}  // namespace faultline
