#pragma once

#include <string>
#include <vector>

#include "sim/records/topology.hpp"

namespace faultline {

/// What goes when one part (service, store, topic or broker) is down and nothing else is: its
/// static blast radius. It is read off the wiring alone; what a fault does over time, only a run
/// tells.
struct StaticLoss {
  int node = 0;               ///< index in Topology::nodes
  std::vector<int> lost;      ///< operations that can no longer succeed: indices in operations
  int lost_in_all = 0;        ///< how many these are
  bool names_all = true;      ///< false: the lists name only entries, as there are too many
  std::vector<int> degraded;  ///< operations that still answer, without an optional call
  std::vector<int> delayed;   ///< consumers that cannot go on: their events wait in the topic
  double share = 0;           ///< lost_in_all / operations of the design, 0 to 1
};

/// How closely the parts of a design hang together, for the table side by side.
struct Coupling {
  int services_in_path = 0;      ///< services the entry waits for, its own and optional ones too
  int longest_chain = 0;         ///< hops
  double worst_loss = 0;         ///< greatest share of operations that one loss takes
  int worst_node = -1;           ///< the first node that takes it; -1: no loss takes anything
  double mean_blast_radius = 0;  ///< share of operations lost, averaged over the losses
  int event_edges = 0;           ///< publishing and delivering ones
};

/// What the wiring of one design tells before anything runs. Lists keep the order of the topology.
struct TopologyReport {
  /// The longest path of blocking and optional edges from the client: indices in nodes, the client
  /// first; hops = size - 1. An edge that closes a cycle is left out.
  std::vector<int> longest_chain;

  /// Strongly connected components of more than one node, over all edges: parts that all need each
  /// other. Through a topic such a loop is legal, and worth knowing.
  std::vector<std::vector<int>> cycles;

  /// Parts whose removal cuts the undirected graph in two; the client is none, and a topic is not
  /// joined to others by the broker that it stands on.
  std::vector<int> articulation_points;

  /// One for each service, store, topic and broker.
  std::vector<StaticLoss> losses;

  /// How available each operation is at best, by index in operations: the probability that all is
  /// up that it needs, which is its service, stores and topics and those of all it calls and waits
  /// for, or so many of them as it needs (availability.hpp). It ignores time: no retry, no queue,
  /// no overload. For a consumer it bounds its being up, not its events' fate.
  std::vector<double> availability;
  /// The same from below. Less than `availability` where it would take too long to be exact.
  std::vector<double> least_availability;

  Coupling coupling;
};

/// Reads off the wiring of a design what it promises. Terminates on any graph, cycles included.
TopologyReport analyse(const Topology& topology);

/// The names of these nodes, in this order.
std::vector<std::string> node_names(const Topology& topology, const std::vector<int>& nodes);

/// The names of these operations, in this order.
std::vector<std::string> operation_names(const Topology& topology,
                                         const std::vector<int>& operations);

}  // namespace faultline
