#pragma once

#include <string>

#include "models/scenario/scenario.hpp"
#include "sim/records/records.hpp"

namespace faultline {

/// Runs the delivery of a validated scenario, which has one, in a design: apart from its requests.
void deliver(Scenario& scenario, const std::string& design, const Streams& streams,
             Recorder& recorder);

}  // namespace faultline
