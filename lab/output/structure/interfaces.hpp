#pragma once

#include <string>

#include "lab/running/experiment.hpp"

namespace faultline {

/// For people: which services have to be released together, by what; empty where the scenario has
/// no delivery.
std::string interfaces_text(const Experiment& experiment);

}  // namespace faultline
