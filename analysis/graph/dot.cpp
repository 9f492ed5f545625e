#include "analysis/graph/dot.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace faultline {

namespace {

std::string escaped(const std::string& name) {
  std::string text;
  for (const char letter : name) {
    if (letter == '"' || letter == '\\') text += '\\';
    if (letter == '\n')
      text += "\\n";
    else
      text += letter;
  }
  return text;
}

const char* shape_of(Topology::Part part) {
  switch (part) {
    case Topology::Part::client:
      return "ellipse";
    case Topology::Part::service:
      return "box";
    case Topology::Part::store:
    case Topology::Part::projection:
      return "cylinder";
    case Topology::Part::topic:
      return "cds";
    case Topology::Part::broker:
      return "box3d";
  }
  return "box";
}

const char* style_of(Topology::Need need) {
  switch (need) {
    case Topology::Need::blocking:
      return "style=solid";
    case Topology::Need::optional:
      return "style=dashed";
    case Topology::Need::event:
      return "style=dotted, color=\"#1b7f4d\"";
    case Topology::Need::stands:
      return "style=dashed, color=\"#7f7f7f\", arrowhead=none";
  }
  return "style=solid";
}

std::string label_of(const Topology& topology, const TopologyReport& report, int node) {
  auto name = escaped(topology.nodes[node].name);
  const auto loss = std::ranges::lower_bound(report.losses, node, {}, &StaticLoss::node);
  if (loss == report.losses.end() || loss->node != node) return name;
  return fmt::format("{}\\ntakes {} of {}", name, loss->lost_in_all, topology.operations.size());
}

bool on_chain(const std::vector<int>& chain, const Topology::Edge& edge) {
  if (edge.need == Topology::Need::event || edge.need == Topology::Need::stands) return false;
  const auto from = std::find(chain.begin(), chain.end(), edge.from);
  return from != chain.end() && from + 1 != chain.end() && *(from + 1) == edge.to;
}

}  // namespace

std::string to_dot(const Topology& topology, const TopologyReport& report) {
  auto dot = fmt::format("digraph \"{}\" {{\n  rankdir=LR;\n  node [fontname=\"sans-serif\"];\n",
                         escaped(topology.design));
  const auto& cuts = report.articulation_points;
  for (int node = 0; node < static_cast<int>(topology.nodes.size()); ++node) {
    const bool cut = std::find(cuts.begin(), cuts.end(), node) != cuts.end();
    dot += fmt::format("  n{} [label=\"{}\", shape={}{}];\n", node,
                       label_of(topology, report, node), shape_of(topology.nodes[node].part),
                       cut ? ", style=\"filled,bold\", fillcolor=\"#ffd9b3\"" : "");
  }
  for (const auto& edge : topology.edges)
    dot += fmt::format("  n{} -> n{} [{}{}];\n", edge.from, edge.to, style_of(edge.need),
                       on_chain(report.longest_chain, edge) ? ", penwidth=2.5" : "");
  return dot + "}\n";
}

}  // namespace faultline
