#include "analysis/topology.hpp"

#include <algorithm>

#include "analysis/topology_graph.hpp"

namespace faultline {

namespace {

using Part = Topology::Part;

enum class Follow { blocking, all };

/// The nodes that an operation reaches by calling, itself included; each operation is visited once.
class Reach {
 public:
  Reach(const Topology& topology, int operation, Follow follow)
      : topology_(topology),
        follow_(follow),
        nodes_(topology.nodes.size()),
        visited_(topology.operations.size()) {
    mark(topology.operations[operation].consumes);
    visit(operation);
  }

  bool has(int node) const { return nodes_[node]; }

 private:
  void visit(int operation) {
    if (visited_[operation]) return;
    visited_[operation] = true;
    const auto& needs = topology_.operations[operation];
    nodes_[needs.owner] = true;
    mark(needs.stores);
    mark(needs.topics);
    for (const int called : needs.calls) visit(called);
    if (follow_ == Follow::all)
      for (const int called : needs.optional) visit(called);
  }

  void mark(const std::vector<int>& nodes) {
    for (const int node : nodes) nodes_[node] = true;
  }

  const Topology& topology_;
  Follow follow_;
  std::vector<bool> nodes_;
  std::vector<bool> visited_;
};

std::vector<Reach> reaches_of(const Topology& topology, Follow follow) {
  std::vector<Reach> reaches;
  for (int operation = 0; operation < static_cast<int>(topology.operations.size()); ++operation)
    reaches.emplace_back(topology, operation, follow);
  return reaches;
}

StaticLoss loss_of(const Topology& topology, int node, const std::vector<Reach>& needed,
                   const std::vector<Reach>& asked) {
  StaticLoss loss;
  loss.node = node;
  const auto operations = static_cast<int>(topology.operations.size());
  for (int operation = 0; operation < operations; ++operation) {
    const bool consumer = !topology.operations[operation].consumes.empty();
    if (needed[operation].has(node))
      (consumer ? loss.delayed : loss.lost).push_back(operation);
    else if (asked[operation].has(node))
      loss.degraded.push_back(operation);
  }
  if (operations > 0) loss.share = static_cast<double>(loss.lost.size()) / operations;
  return loss;
}

double availability_of(const Topology& topology, const Reach& needed) {
  double availability = 1;
  for (int node = 0; node < static_cast<int>(topology.nodes.size()); ++node)
    if (needed.has(node)) availability *= topology.nodes[node].availability;
  return availability;
}

int services_in(const Topology& topology, const Reach& reach) {
  int services = 0;
  for (int node = 0; node < static_cast<int>(topology.nodes.size()); ++node)
    services += reach.has(node) && topology.nodes[node].part == Part::service;
  return services;
}

void measure_losses(const std::vector<StaticLoss>& losses, Coupling& coupling) {
  if (losses.empty()) return;
  double sum = 0;
  for (const auto& loss : losses) {
    sum += loss.share;
    if (loss.share <= coupling.worst_loss) continue;
    coupling.worst_loss = loss.share;
    coupling.worst_node = loss.node;
  }
  coupling.mean_blast_radius = sum / static_cast<double>(losses.size());
}

std::vector<std::string> names_in(const auto& named, const std::vector<int>& indices) {
  std::vector<std::string> names;
  for (const int index : indices) names.push_back(named[index].name);
  return names;
}

}  // namespace

TopologyReport analyse(const Topology& topology) {
  if (topology.operations.empty()) return {};
  const auto needed = reaches_of(topology, Follow::blocking);
  const auto asked = reaches_of(topology, Follow::all);
  TopologyReport report;
  report.longest_chain = longest_chain_of(topology);
  report.cycles = cycles_of(topology);
  report.articulation_points = articulation_points_of(topology);
  for (int node = 0; node < static_cast<int>(topology.nodes.size()); ++node)
    if (topology.nodes[node].part != Part::client)
      report.losses.push_back(loss_of(topology, node, needed, asked));
  for (const auto& reach : needed) report.availability.push_back(availability_of(topology, reach));

  auto& coupling = report.coupling;
  for (const int entry : topology.entries)
    coupling.services_in_path =
        std::max(coupling.services_in_path, services_in(topology, asked[entry]));
  coupling.longest_chain = std::max(0, static_cast<int>(report.longest_chain.size()) - 1);
  measure_losses(report.losses, coupling);
  coupling.event_edges = static_cast<int>(
      std::count_if(topology.edges.begin(), topology.edges.end(),
                    [](const auto& edge) { return edge.need == Topology::Need::event; }));
  return report;
}

std::vector<std::string> node_names(const Topology& topology, const std::vector<int>& nodes) {
  return names_in(topology.nodes, nodes);
}

std::vector<std::string> operation_names(const Topology& topology,
                                         const std::vector<int>& operations) {
  return names_in(topology.operations, operations);
}

}  // namespace faultline
