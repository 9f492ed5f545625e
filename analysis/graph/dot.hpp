#pragma once

#include <string>

#include "analysis/graph/topology.hpp"

namespace faultline {

/// The wiring of a design as a directed graph for graphviz (`dot -Tsvg`).
///
/// Services are boxes, stores cylinders, topics parcels (`cds`), the client an ellipse. Blocking
/// edges are solid, optional ones dashed, event edges dotted and green; those of the longest chain
/// are thick. Articulation points are filled and bold. A part's second line says how many
/// operations its loss takes. Any name is legal: quotes, backslashes and line ends are escaped.
std::string to_dot(const Topology& topology, const TopologyReport& report);

}  // namespace faultline
