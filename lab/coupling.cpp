#include "lab/coupling.hpp"

#include <algorithm>

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
          .services_in_path = found.services_in_path,
          .event_edges = found.event_edges};
}

}  // namespace faultline
