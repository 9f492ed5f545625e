#include "analysis/graph/topology.hpp"

#include <algorithm>

#include "analysis/graph/availability.hpp"
#include "analysis/graph/topology_graph.hpp"

namespace faultline {

namespace {

/// Operations that are named with the parts that take them, of all parts together.
constexpr std::int64_t most_named = 1'000'000;

/// Calls see(node, is_needed) for all that an operation asks or is started by.
template <class See>
void each_need(const Topology& topology, const Needed& needed, const Reach& asked, int operation,
               See see) {
  const auto nodes = std::ssize(topology.nodes);
  const auto row = needed.reach.row_of(operation);
  const auto asked_row = asked.row_of(operation);
  asked.rows.each(asked_row, [&](int node) {
    if (node < nodes) see(node, needed.reach.rows.has(row, static_cast<std::size_t>(node)));
  });
  for (const int node : topology.operations[operation].consumes)
    if (!asked.rows.has(asked_row, static_cast<std::size_t>(node))) see(node, true);
}

/// What each part takes with it, the client left out.
std::vector<StaticLoss> losses_of(const Topology& topology, const Needed& needed,
                                  const Reach& asked) {
  const auto operations = static_cast<int>(topology.operations.size());
  const auto consumes = [&](int operation) {
    return !topology.operations[operation].consumes.empty();
  };
  const auto nodes = static_cast<int>(topology.nodes.size());
  std::vector<int> lost(topology.nodes.size());
  std::int64_t all = 0;
  for (int operation = 0; operation < operations; ++operation) {
    const auto row = asked.row_of(operation);
    all += asked.rows.count(row, topology.nodes.size());
    for (const int node : topology.operations[operation].consumes)
      all += asked.rows.has(row, static_cast<std::size_t>(node)) ? 0 : 1;
    if (consumes(operation)) continue;
    asked.rows.each_in_both(row, needed.reach.rows, needed.reach.row_of(operation), [&](int node) {
      if (node < nodes) ++lost[node];
    });
  }
  std::vector<bool> is_named(topology.operations.size(), all <= most_named);
  for (const int entry : topology.entries) is_named[entry] = true;
  std::vector<StaticLoss> losses(topology.nodes.size());
  for (int operation = 0; operation < operations; ++operation) {
    if (!is_named[operation]) continue;
    each_need(topology, needed, asked, operation, [&](int node, bool is_needed) {
      auto& loss = losses[node];
      auto& needing = consumes(operation) ? loss.delayed : loss.lost;
      (is_needed ? needing : loss.degraded).push_back(operation);
    });
  }
  std::vector<StaticLoss> told;
  for (int node = 0; node < static_cast<int>(losses.size()); ++node) {
    if (topology.nodes[node].part == Topology::Part::client) continue;
    auto& loss = told.emplace_back(std::move(losses[node]));
    loss.node = node;
    loss.names_all = all <= most_named;
    loss.lost_in_all = lost[node];
    loss.share =
        static_cast<double>(loss.lost_in_all) / static_cast<double>(topology.operations.size());
  }
  return told;
}

int services_in(const Topology& topology, const Reach& asked, int operation) {
  int count = 0;
  asked.rows.each(asked.row_of(operation), [&](int node) {
    if (node < std::ssize(topology.nodes) && topology.nodes[node].part == Topology::Part::service)
      ++count;
  });
  return count;
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
  const auto needed = needed_in(topology);
  const auto asked = asked_in(topology, needed.columns);
  TopologyReport report;
  report.longest_chain = longest_chain_of(topology);
  report.cycles = cycles_of(topology);
  report.articulation_points = articulation_points_of(topology);
  report.losses = losses_of(topology, needed, asked);
  for (const auto& [low, high] : availabilities_of(topology, needed)) {
    report.availability.push_back(high);
    report.least_availability.push_back(low);
  }

  auto& coupling = report.coupling;
  for (const int entry : topology.entries)
    coupling.services_in_path =
        std::max(coupling.services_in_path, services_in(topology, asked, entry));
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
