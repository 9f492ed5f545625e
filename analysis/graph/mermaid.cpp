#include "analysis/graph/mermaid.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace faultline {

namespace {

/// Entities are numbers between "#" and ";", so that these two are escaped as well.
std::string escaped(const std::string& name) {
  std::string text;
  for (const char letter : name)
    if (std::string_view("\"#;<>&`\\\n").find(letter) == std::string_view::npos)
      text += letter;
    else
      text += fmt::format("#{};", static_cast<int>(letter));
  return text;
}

std::string shape(Topology::Part part, const std::string& label) {
  switch (part) {
    case Topology::Part::client:
      return fmt::format("([\"{}\"])", label);
    case Topology::Part::service:
      return fmt::format("[\"{}\"]", label);
    case Topology::Part::store:
    case Topology::Part::projection:
      return fmt::format("[(\"{}\")]", label);
    case Topology::Part::topic:
      return fmt::format(">\"{}\"]", label);
    case Topology::Part::broker:
      break;
  }
  return fmt::format("[[\"{}\"]]", label);
}

const char* arrow(Topology::Need need) {
  switch (need) {
    case Topology::Need::blocking:
      return "-->";
    case Topology::Need::optional:
      return "-.->";
    case Topology::Need::event:
      return "==>";
    case Topology::Need::stands:
      break;
  }
  return "-.-";
}

}  // namespace

std::string to_mermaid(const Topology& topology, const TopologyReport& report) {
  auto text = fmt::format("---\ntitle: \"{}\"\n---\nflowchart LR\n", escaped(topology.design));
  for (int node = 0; node < std::ssize(topology.nodes); ++node) {
    auto label = escaped(topology.nodes[node].name);
    const auto loss = std::ranges::lower_bound(report.losses, node, {}, &StaticLoss::node);
    if (loss != report.losses.end() && loss->node == node)
      label += fmt::format("<br>takes {} of {}", loss->lost_in_all, topology.operations.size());
    text += fmt::format("  n{}{}\n", node, shape(topology.nodes[node].part, label));
  }
  for (const auto& edge : topology.edges)
    text += fmt::format("  n{} {} n{}\n", edge.from, arrow(edge.need), edge.to);
  if (report.articulation_points.empty()) return text;
  text += "  classDef cut fill:#ffd9b3,stroke-width:3px\n";
  for (const int node : report.articulation_points) text += fmt::format("  class n{} cut\n", node);
  return text;
}

}  // namespace faultline
