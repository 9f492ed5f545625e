#pragma once

#include <string>
#include <vector>

#include "lab/processes/gauge.hpp"
#include "lab/running/packet.hpp"
#include "models/scenario/scenario.hpp"
#include "models/spans/recording.hpp"

namespace faultline {

/// One design in one replication.
struct SingleRun {
  std::string design;
  Streams streams;
  Recording recording = {};
  std::vector<std::size_t> without = {};  ///< faults of the scenario that do not happen
  bool keep_fates = false;
  bool keep_course = false;        ///< of the parts and edges, where the inside is recorded
  std::uint64_t trace_one_in = 0;  ///< looks for what is worth tracing, with such a share; 0: no
};

/// From its start to the end of its drain.
RunResult run_one(Scenario scenario, const SingleRun& run, Reading& reading);

}  // namespace faultline
