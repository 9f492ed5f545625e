#pragma once

#include <string>

#include "analysis/graph/topology.hpp"

namespace faultline {

/// The wiring of a design as a Mermaid flowchart, which code hosts and wikis draw in Markdown.
///
/// Shapes, lines and what is marked are as in dot.hpp: services are boxes, stores cylinders, topics
/// flags, brokers double boxes; blocking edges are solid, optional ones dotted, event edges thick.
/// Any name is legal: what Mermaid would read as its own is escaped.
std::string to_mermaid(const Topology& topology, const TopologyReport& report);

}  // namespace faultline
