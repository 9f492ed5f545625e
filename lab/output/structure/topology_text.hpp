#pragma once

#include <string>
#include <vector>

#include "analysis/graph/score.hpp"
#include "analysis/graph/topology.hpp"
#include "analysis/graph/topology_graph.hpp"
#include "lab/text/json.hpp"
#include "models/loads/load.hpp"
#include "models/smells/smell.hpp"

namespace faultline {

/// One design's wiring and what it promises before anything runs.
struct WiredDesign {
  Topology topology;
  TopologyReport report;
  CouplingGraph couplings;
  MonolithScore score;
  std::vector<EffectPaths> effects;
  OfferedLoad load;
  std::vector<Smell> smells;
};

/// For people: what can be compared side by side, then each design by itself.
std::string topology_text(const std::vector<WiredDesign>& designs);

/// {"designs": {NAME: {...}}}; shares and availabilities are 0 to 1.
Json topology_json(const std::vector<WiredDesign>& designs);

}  // namespace faultline
