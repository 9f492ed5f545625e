#include "lab/output/smells.hpp"
#include "lab/output/topology_text.hpp"

namespace faultline {

namespace {

Json cycles_of(const WiredDesign& design) {
  auto cycles = Json::array();
  for (const auto& cycle : design.report.cycles)
    cycles.push_back(node_names(design.topology, cycle));
  return cycles;
}

Json losses_of(const WiredDesign& design) {
  auto losses = Json::object();
  for (const auto& loss : design.report.losses)
    losses[design.topology.nodes.at(loss.node).name] = {
        {"lost", operation_names(design.topology, loss.lost)},
        {"degraded", operation_names(design.topology, loss.degraded)},
        {"delayed", operation_names(design.topology, loss.delayed)},
        {"share", loss.share}};
  return losses;
}

Json bounds_of(const WiredDesign& design) {
  auto bounds = Json::object();
  for (std::size_t i = 0; i < design.report.availability.size(); ++i)
    bounds[design.topology.operations[i].name] = design.report.availability[i];
  return bounds;
}

Json coupling_of(const Coupling& coupling) {
  return {{"services_in_path", coupling.services_in_path},
          {"longest_chain", coupling.longest_chain},
          {"worst_loss", coupling.worst_loss},
          {"mean_blast_radius", coupling.mean_blast_radius},
          {"event_edges", coupling.event_edges}};
}

}  // namespace

Json topology_json(const std::vector<WiredDesign>& designs) {
  auto by_name = Json::object();
  for (const auto& design : designs)
    by_name[design.topology.design] = {
        {"coupling", coupling_of(design.report.coupling)},
        {"longest_chain", node_names(design.topology, design.report.longest_chain)},
        {"cycles", cycles_of(design)},
        {"articulation_points", node_names(design.topology, design.report.articulation_points)},
        {"losses", losses_of(design)},
        {"availability_bounds", bounds_of(design)},
        {"smells", smells_json(design.smells)}};
  return {{"designs", std::move(by_name)}};
}

}  // namespace faultline
