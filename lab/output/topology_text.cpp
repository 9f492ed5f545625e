#include "lab/output/topology_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "lab/output/smells.hpp"
#include "lab/text/grid.hpp"
#include "lab/text/sheet.hpp"

namespace faultline {

namespace {

using Designs = std::vector<WiredDesign>;
using Words = std::vector<std::string>;

void add_row(Grid& grid, const Designs& designs, const std::string& title,
             const std::function<std::string(const WiredDesign&)>& say) {
  Grid::Row row{title, {}, {}};
  for (const auto& design : designs) row.cells.push_back({"", say(design)});
  grid.add(std::move(row));
}

std::string percent(double share) { return fmt::format("{:.3g} %", 100 * share); }

/// "80 % (order)"
std::string worst_loss(const WiredDesign& design) {
  const auto& coupling = design.report.coupling;
  if (coupling.worst_node < 0) return "nothing";
  return fmt::format("{} ({})", percent(coupling.worst_loss),
                     design.topology.nodes.at(coupling.worst_node).name);
}

/// How available each operation can be at best.
using Bounds = std::map<std::string, std::string>;

Bounds bounds_of(const WiredDesign& design) {
  Bounds bounds;
  for (std::size_t i = 0; i < design.topology.operations.size(); ++i)
    bounds.try_emplace(design.topology.operations[i].name,
                       fmt::format("{:.3f} %", 100 * design.report.availability[i]));
  return bounds;
}

Words all_operations(const Designs& designs) {
  Words names;
  std::set<std::string_view> known;
  for (const auto& design : designs)
    for (const auto& operation : design.topology.operations)
      if (known.insert(operation.name).second) names.push_back(operation.name);
  return names;
}

std::string side_by_side(const Designs& designs) {
  Grid grid;
  const auto count = [](int Coupling::*value) {
    return [value](const WiredDesign& design) {
      return fmt::format("{}", design.report.coupling.*value);
    };
  };
  add_row(grid, designs, "", [](const WiredDesign& design) { return design.topology.design; });
  grid.add({"coupling", {}, {}});
  add_row(grid, designs, "  services that the entry waits for", count(&Coupling::services_in_path));
  add_row(grid, designs, "  longest chain of blocking calls, hops",
          count(&Coupling::longest_chain));
  add_row(grid, designs, "  edges through topics", count(&Coupling::event_edges));
  add_row(grid, designs, "  operations lost with one part, at most", worst_loss);
  add_row(
      grid, designs, "  operations lost with one part, on average",
      [](const WiredDesign& design) { return percent(design.report.coupling.mean_blast_radius); });
  grid.add({"availability, at most", {}, {}});
  std::map<const WiredDesign*, Bounds> bounds;
  for (const auto& design : designs) bounds.emplace(&design, bounds_of(design));
  for (const auto& name : all_operations(designs))
    add_row(grid, designs, "  " + name, [&](const WiredDesign& design) {
      const auto& own = bounds.at(&design);
      const auto found = own.find(name);
      return found == own.end() ? std::string("-") : found->second;
    });
  return grid.text();
}

std::string joined(const Words& names, const char* with) {
  return names.empty() ? "none" : fmt::format("{}", fmt::join(names, with));
}

std::string cycles_in_words(const WiredDesign& design) {
  Words cycles;
  for (const auto& cycle : design.report.cycles)
    cycles.push_back(fmt::format("{{{}}}", fmt::join(node_names(design.topology, cycle), ", ")));
  return joined(cycles, " ");
}

std::string loss_in_words(const WiredDesign& design, const StaticLoss& loss) {
  Words parts;
  const auto add = [&](const char* what, const std::vector<int>& operations) {
    if (operations.empty()) return;
    const auto names = operation_names(design.topology, operations);
    parts.push_back(fmt::format("{} {}", what, fmt::join(names, ", ")));
  };
  add("lost", loss.lost);
  add("degraded", loss.degraded);
  add("delayed", loss.delayed);
  return parts.empty() ? "nothing" : fmt::format("{}", fmt::join(parts, "; "));
}

std::string by_itself(const WiredDesign& design) {
  const auto& [topology, report, smells] = design;
  Sheet facts(2);
  facts.add({"longest chain", joined(node_names(topology, report.longest_chain), " -> ")});
  facts.add({"cycles", cycles_in_words(design)});
  facts.add(
      {"articulation points", joined(node_names(topology, report.articulation_points), ", ")});
  Sheet losses(4);
  for (const auto& loss : report.losses)
    losses.add({topology.nodes.at(loss.node).name, loss_in_words(design, loss)});
  return fmt::format("{}\n{}  what is affected when one part is down\n{}", topology.design,
                     facts.text(), losses.text()) +
         (smells.empty() ? "" : "  smells\n" + smells_text(smells));
}

}  // namespace

std::string topology_text(const Designs& designs) {
  auto text = side_by_side(designs);
  for (const auto& design : designs) text += "\n" + by_itself(design);
  return text;
}

}  // namespace faultline
