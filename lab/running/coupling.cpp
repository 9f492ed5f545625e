#include "lab/running/coupling.hpp"

#include <algorithm>

#include "analysis/estimates/ratio.hpp"

namespace faultline {

namespace {

std::vector<std::string> services_needed(const Topology& topology, const TopologyReport& report) {
  std::vector<std::string> names;
  for (const auto& loss : report.losses) {
    const auto& node = topology.nodes.at(loss.node);
    const bool taken = std::ranges::any_of(topology.entries, [&](int entry) {
      return std::ranges::find(loss.lost, entry) != loss.lost.end();
    });
    if (taken && node.part == Topology::Part::service) names.push_back(node.name);
  }
  return names;
}

std::vector<std::string> parts_that_take(const Topology& topology, const TopologyReport& report,
                                         double share) {
  std::vector<std::string> names;
  for (const auto& loss : report.losses)
    if (share > 0 && loss.share == share) names.push_back(topology.nodes.at(loss.node).name);
  return names;
}

/// The databases that a service asks which does not own them: it hangs on their owner's data model.
std::vector<std::string> stores_shared(const Topology& topology) {
  std::vector<std::string> names;
  for (const auto& edge : topology.edges) {
    const auto& store = topology.nodes.at(static_cast<std::size_t>(edge.to));
    const auto& asking = topology.nodes.at(static_cast<std::size_t>(edge.from));
    if (store.part == Topology::Part::store && asking.name != store.owner &&
        std::ranges::find(names, store.name) == names.end())
      names.push_back(store.name);
  }
  return names;
}

}  // namespace

EntryCoupling coupling_of(const Topology& topology) {
  const auto report = analyse(topology);
  const auto& found = report.coupling;
  double availability = 1;
  for (const int entry : topology.entries)
    availability = std::min(availability, report.availability.at(entry));
  return {.longest_chain = node_names(topology, report.longest_chain),
          .must_be_up = services_needed(topology, report),
          .availability_bound = availability,
          .worst_loss = found.worst_loss,
          .worst_parts = parts_that_take(topology, report, found.worst_loss),
          .mean_blast_radius = found.mean_blast_radius,
          .shared_stores = stores_shared(topology),
          .services_in_path = found.services_in_path,
          .event_edges = found.event_edges};
}

double loss_of(const Topology& topology, const std::string& part) {
  for (const auto& loss : analyse(topology).losses)
    if (topology.nodes.at(loss.node).name == part) return loss.share;
  return no_value;
}

}  // namespace faultline
