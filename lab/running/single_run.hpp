#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "analysis/traces/trace.hpp"
#include "lab/running/packet.hpp"
#include "models/scenario/scenario.hpp"
#include "models/spans/recording.hpp"
#include "models/world/world.hpp"

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

/// From its start to the end of its drain. `go` has to call World::run(), and may look on.
RunResult run_one(Scenario scenario, const SingleRun& run, const std::function<void(World&)>& go);

/// Such a run, with nothing left out: what these requests, in ascending order, met with.
std::vector<Trace> trace_one(Scenario scenario, const std::string& design, const Streams& streams,
                             const std::vector<std::uint64_t>& requests);

/// As those of RunResult: for who takes part in the same experiment, with the same program.
std::vector<std::byte> to_bytes(const std::vector<Trace>& traces);
std::vector<Trace> traces_from_bytes(std::span<const std::byte> bytes);

}  // namespace faultline
