#include "analysis/graph/topology.hpp"

#include <algorithm>
#include <iterator>

#include "analysis/graph/topology_graph.hpp"

namespace faultline {

namespace {

using Part = Topology::Part;

enum class Follow { blocking, all };

/// The nodes that an operation reaches by calling, itself included; each operation is visited once.
class Reach {
 public:
  Reach(const Topology& topology, int operation, Follow follow)
      : topology_(topology), follow_(follow), visited_(topology.operations.size()) {
    mark(topology.operations[operation].consumes);
    visit(operation);
    std::ranges::sort(found_);
    found_.erase(std::ranges::unique(found_).begin(), found_.end());
    visited_ = {};
  }

  /// In order.
  const std::vector<int>& nodes() const { return found_; }

 private:
  void visit(int operation) {
    std::vector<int> open{operation};
    while (!open.empty()) {
      const auto at = open.back();
      open.pop_back();
      if (visited_[at]) continue;
      visited_[at] = true;
      const auto& needs = topology_.operations[at];
      mark({needs.owner});
      mark(needs.stores);
      mark(needs.topics);
      open.insert(open.end(), needs.calls.begin(), needs.calls.end());
      if (follow_ == Follow::all)
        open.insert(open.end(), needs.optional.begin(), needs.optional.end());
    }
  }

  void mark(const std::vector<int>& nodes) {
    found_.insert(found_.end(), nodes.begin(), nodes.end());
  }

  const Topology& topology_;
  Follow follow_;
  std::vector<int> found_;
  std::vector<bool> visited_;
};

std::vector<Reach> reaches_of(const Topology& topology, Follow follow) {
  std::vector<Reach> reaches;
  for (int operation = 0; operation < static_cast<int>(topology.operations.size()); ++operation)
    reaches.emplace_back(topology, operation, follow);
  return reaches;
}

/// What each part takes with it, the client left out.
std::vector<StaticLoss> losses_of(const Topology& topology, const std::vector<Reach>& needed,
                                  const std::vector<Reach>& asked) {
  std::vector<StaticLoss> losses(topology.nodes.size());
  const auto operations = static_cast<int>(topology.operations.size());
  for (int operation = 0; operation < operations; ++operation) {
    const bool consumer = !topology.operations[operation].consumes.empty();
    for (const int node : needed[operation].nodes())
      (consumer ? losses[node].delayed : losses[node].lost).push_back(operation);
    std::vector<int> only_asked;
    std::ranges::set_difference(asked[operation].nodes(), needed[operation].nodes(),
                                std::back_inserter(only_asked));
    for (const int node : only_asked) losses[node].degraded.push_back(operation);
  }
  std::vector<StaticLoss> told;
  for (int node = 0; node < static_cast<int>(losses.size()); ++node) {
    if (topology.nodes[node].part == Part::client) continue;
    auto& loss = told.emplace_back(std::move(losses[node]));
    loss.node = node;
    loss.share = static_cast<double>(loss.lost.size()) / operations;
  }
  return told;
}

double availability_of(const Topology& topology, const Reach& needed) {
  double availability = 1;
  for (const int node : needed.nodes()) availability *= topology.nodes[node].availability;
  return availability;
}

int services_in(const Topology& topology, const Reach& reach) {
  return static_cast<int>(std::ranges::count_if(
      reach.nodes(), [&](int node) { return topology.nodes[node].part == Part::service; }));
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
  report.losses = losses_of(topology, needed, asked);
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
