#pragma once

#include <vector>

#include "sim/records/topology.hpp"

namespace faultline {

/// Strongly connected components of more than one node, over all edges; nodes ascending, components
/// by their first node. Source: Tarjan, "Depth-first search and linear graph algorithms", 1972.
std::vector<std::vector<int>> cycles_of(const Topology& topology);

/// Nodes without which the undirected graph falls apart, ascending.
/// Source: Hopcroft, Tarjan, "Algorithm 447: efficient algorithms for graph manipulation", 1973.
std::vector<int> articulation_points_of(const Topology& topology);

/// The longest path of blocking and optional edges from the client, client first; of equally long
/// ones the one along earlier edges. It is a path of parts: hops of different operations may join
/// in it. Edges that close a cycle are left out, so it always ends. Without a client: empty.
std::vector<int> longest_chain_of(const Topology& topology);

}  // namespace faultline
