#pragma once

#include <string>

#include "lab/processes/gauge.hpp"
#include "lab/running/packet.hpp"
#include "models/scenario/scenario.hpp"

namespace faultline {

/// One design in one replication, from its start to the end of its drain.
RunResult run_one(Scenario scenario, const std::string& design, Streams streams, Reading& reading);

}  // namespace faultline
