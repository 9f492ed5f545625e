#include <cmath>
#include <set>

#include "lab/output/structure/smells.hpp"
#include "lab/output/structure/topology_text.hpp"

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
        {"lost_in_all", loss.lost_in_all},
        {"names_all", loss.names_all},
        {"share", loss.share}};
  return losses;
}

Json bounds_of(const WiredDesign& design) {
  auto bounds = Json::object();
  const auto& report = design.report;
  for (std::size_t i = 0; i < report.availability.size(); ++i) {
    const auto low = report.least_availability[i];
    const auto high = report.availability[i];
    bounds[design.topology.operations[i].name] = {
        {"low", low}, {"high", high}, {"exact", low == high}};
  }
  return bounds;
}

/// A number that is not finite has no digits.
Json finite(double number) { return std::isfinite(number) ? Json(number) : Json(nullptr); }

Json edge_json(const CouplingGraph& graph, const CouplingGraph::Edge& edge) {
  return {{"from", graph.parts.at(static_cast<std::size_t>(edge.from)).name},
          {"to", graph.parts.at(static_cast<std::size_t>(edge.to)).name},
          {"to_role", graph.parts.at(static_cast<std::size_t>(edge.to)).role},
          {"kind", CouplingGraph::kinds[static_cast<std::size_t>(edge.kind)]},
          {"evidence", edge.because},
          {"line", edge.line}};
}

Json edges_of(const CouplingGraph& graph) {
  auto edges = Json::array();
  for (const auto& edge : graph.edges) edges.push_back(edge_json(graph, edge));
  return edges;
}

Json score_of(const WiredDesign& design) {
  const auto& score = design.score;
  auto kinds = Json::object();
  for (const auto& kind : score.kinds) {
    auto& json = kinds[std::string(CouplingGraph::kinds[static_cast<std::size_t>(kind.kind)])];
    json = {{"score", finite(kind.score)}, {"weight", kind.weight}, {"pairs", kind.pairs},
            {"edges", kind.edges},         {"exact", kind.exact},   {"strongest", nullptr},
            {"score_without", nullptr}};
    if (kind.strongest < 0) continue;
    const auto& edge = design.couplings.edges.at(static_cast<std::size_t>(kind.strongest));
    json["strongest"] = edge_json(design.couplings, edge);
    json["score_without"] = score.score - kind.drop;
  }
  return {{"score", score.score},
          {"exact", score.exact},
          {"services", design.couplings.services},
          {"pairs_of_services", score.all_pairs},
          {"kinds", std::move(kinds)}};
}

Json fans_of(const WiredDesign& design) {
  const auto& graph = design.couplings;
  std::vector<std::set<int>> in(graph.parts.size());
  std::vector<std::set<int>> out(graph.parts.size());
  for (const auto& edge : graph.edges) {
    if (edge.kind != CouplingGraph::Kind::spatial) continue;
    const int from = graph.parts.at(static_cast<std::size_t>(edge.from)).service;
    in[edge.to].insert(from);
    out[from].insert(edge.to);
  }
  auto fans = Json::object();
  for (int service = 0; service < graph.services; ++service)
    fans[graph.parts[service].name] = {{"in", in[service].size()}, {"out", out[service].size()}};
  return fans;
}

Json bridges_in(const WiredDesign& design) {
  auto bridges = Json::array();
  for (const int number : bridges_of(design.topology)) {
    const auto& edge = design.topology.edges.at(static_cast<std::size_t>(number));
    bridges.push_back({{"from", design.topology.nodes.at(edge.from).name},
                       {"to", design.topology.nodes.at(edge.to).name},
                       {"line", edge.line}});
  }
  return bridges;
}

Json effects_of(const WiredDesign& design) {
  auto effects = Json::object();
  for (const auto& paths : design.effects)
    effects[design.topology.effects.at(paths.effect).name] = {
        {"on_all_paths", node_names(design.topology, paths.on_all_paths)},
        {"smallest_cut", node_names(design.topology, paths.cut)}};
  return effects;
}

Json load_of(const OfferedLoad& load) {
  auto parts = Json::array();
  for (const auto& part : load.parts)
    parts.push_back({{"part", part.part},
                     {"of", part.word()},
                     {"servers", part.servers},
                     {"visits", finite(part.visits)},
                     {"worst_visits", finite(part.worst_visits)},
                     {"demand_s", finite(part.demand_s)},
                     {"exact", part.exact},
                     {"utilisation", part.scales ? Json() : finite(load.utilisation(part))},
                     {"highest_rate", finite(part.most_rate())},
                     {"line", part.place.line}});
  const auto* bottleneck = load.bottleneck();
  return {{"rate", finite(load.rate)},
          {"rate_is", load.at_most ? "at most" : "mean"},
          {"highest_rate", bottleneck ? Json(bottleneck->most_rate()) : Json()},
          {"bottleneck", bottleneck ? Json(bottleneck->part) : Json()},
          {"parts", std::move(parts)}};
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
        {"availability", bounds_of(design)},
        {"monolith_score", score_of(design)},
        {"couplings", edges_of(design.couplings)},
        {"fans", fans_of(design)},
        {"bridges", bridges_in(design)},
        {"effects", effects_of(design)},
        {"load", load_of(design.load)},
        {"smells", smells_json(design.smells)}};
  return {{"designs", std::move(by_name)}};
}

}  // namespace faultline
