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

/// Edges (indices) of the undirected graph on which two parts of it hang together, ascending; those
/// to brokers are none. Two edges between the same two parts are as good as one.
std::vector<int> bridges_of(const Topology& topology);

/// How an effect hangs on parts, along calls and events from the client to a service that brings
/// it about. Paths of different operations may join.
struct EffectPaths {
  int effect;  ///< index in effects
  /// The parts that all paths pass, from the client on, and the brokers of such topics. Source:
  /// Lengauer, Tarjan, "A fast algorithm for finding dominators in a flowgraph", TOPLAS 1(1), 1979.
  std::vector<int> on_all_paths;
  /// A smallest set of parts without which no path is left. Source: Ford, Fulkerson, "Maximal flow
  /// through a network", 1956 (minimum cut, each part split in two).
  std::vector<int> cut;
};
std::vector<EffectPaths> effect_paths_of(const Topology& topology);

}  // namespace faultline
