#include "lab/output/structure/topology_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <ranges>
#include <set>

#include "lab/output/structure/smells.hpp"
#include "lab/text/grid.hpp"
#include "lab/text/sheet.hpp"

namespace faultline {

namespace {

using Designs = std::vector<WiredDesign>;
using Words = std::vector<std::string>;

/// Of a table, or names of a list; all are in the JSON.
constexpr std::size_t most_rows = 20;

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

std::string availability_in_words(double low, double high) {
  if (low == high) return fmt::format("{:.3f} %", 100 * high);
  return fmt::format("{:.3f} to {:.3f} %", 100 * low, 100 * high);
}

Bounds bounds_of(const WiredDesign& design) {
  Bounds bounds;
  const auto& report = design.report;
  for (std::size_t i = 0; i < design.topology.operations.size(); ++i)
    bounds.try_emplace(design.topology.operations[i].name,
                       availability_in_words(report.least_availability[i], report.availability[i]));
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

/// "1.00 (10 of 10)": so many pairs of services are coupled.
std::string score_in_words(const WiredDesign& design, const KindScore& kind) {
  if (std::isnan(kind.score)) return "- (no contract)";
  return fmt::format("{}{:.2f} ({} of {})", kind.exact ? "" : "at least ", kind.score, kind.pairs,
                     design.score.all_pairs);
}

void add_scores(Grid& grid, const Designs& designs) {
  add_row(grid, designs, "monolith score (coupled pairs of services)",
          [](const WiredDesign& design) { return fmt::format("{:.2f}", design.score.score); });
  for (std::size_t i = 0; i < CouplingGraph::kinds.size(); ++i)
    add_row(
        grid, designs,
        fmt::format("  {:g} x {}", designs.front().score.kinds[i].weight, CouplingGraph::kinds[i]),
        [i](const WiredDesign& design) { return score_in_words(design, design.score.kinds[i]); });
}

void add_loads(Grid& grid, const Designs& designs) {
  grid.add({"load, if nothing fails", {}, {}});
  add_row(grid, designs, "  requests of clients", [](const WiredDesign& design) {
    return fmt::format("{}{:.4g}/s", design.load.at_most ? "at most " : "", design.load.rate);
  });
  add_row(grid, designs, "  highest rate that the parts bear", [](const WiredDesign& design) {
    const auto* bottleneck = design.load.bottleneck();
    return bottleneck ? fmt::format("{:.4g}/s ({})", bottleneck->most_rate(), bottleneck->part)
                      : std::string("-");
  });
}

std::string side_by_side(const Designs& designs) {
  Grid grid;
  const auto count = [](int Coupling::*value) {
    return [value](const WiredDesign& design) {
      return fmt::format("{}", design.report.coupling.*value);
    };
  };
  add_row(grid, designs, "", [](const WiredDesign& design) { return design.topology.design; });
  add_scores(grid, designs);
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
  const auto operations = all_operations(designs);
  for (const auto& name : operations | std::views::take(most_rows))
    add_row(grid, designs, "  " + name, [&](const WiredDesign& design) {
      const auto& own = bounds.at(&design);
      const auto found = own.find(name);
      return found == own.end() ? std::string("-") : found->second;
    });
  if (operations.size() > most_rows)
    grid.add(
        {fmt::format("  ... and {} more (--format json)", operations.size() - most_rows), {}, {}});
  add_loads(grid, designs);
  return grid.text();
}

std::string joined(const Words& names, const char* with) {
  return names.empty() ? "none" : fmt::format("{}", fmt::join(names, with));
}

/// The first of these, if there are too many for all.
std::string named(const Topology& topology, std::vector<int> nodes, const char* with = ", ") {
  const auto count = nodes.size();
  if (count > most_rows)
    nodes.erase(nodes.begin() + static_cast<std::ptrdiff_t>(most_rows), nodes.end());
  return joined(node_names(topology, nodes), with) +
         (count > most_rows ? fmt::format(" and {} more", count - most_rows) : "");
}

std::string cycles_in_words(const WiredDesign& design) {
  Words cycles;
  for (const auto& cycle : design.report.cycles | std::views::take(most_rows))
    cycles.push_back(fmt::format("{{{}}}", named(design.topology, cycle)));
  const auto left_out = design.report.cycles.size() - cycles.size();
  return joined(cycles, " ") + (left_out > 0 ? fmt::format(" and {} more", left_out) : "");
}

std::string loss_in_words(const WiredDesign& design, const StaticLoss& loss) {
  Words parts;
  const auto add = [&](const char* what, const std::vector<int>& operations) {
    if (operations.empty()) return;
    const auto names = operation_names(design.topology, operations);
    parts.push_back(fmt::format("{} {}", what, fmt::join(names, ", ")));
  };
  if (!loss.names_all) return fmt::format("lost {} operations", loss.lost_in_all);
  add("lost", loss.lost);
  add("degraded", loss.degraded);
  add("delayed", loss.delayed);
  return parts.empty() ? "nothing" : fmt::format("{}", fmt::join(parts, "; "));
}

/// What makes the score: of each kind that contributes, the pairs and the edge that matters most.
std::string score_by_itself(const WiredDesign& design) {
  const auto& score = design.score;
  auto kinds = score.kinds;
  std::ranges::stable_sort(kinds, std::greater(), &KindScore::contribution);
  Sheet sheet(4);
  for (const auto& kind : kinds) {
    if (kind.pairs == 0) continue;
    const auto first =
        std::ranges::find(design.couplings.edges, kind.kind, &CouplingGraph::Edge::kind);
    const auto& edge = kind.strongest < 0
                           ? *first
                           : design.couplings.edges[static_cast<std::size_t>(kind.strongest)];
    auto evidence = fmt::format("{} of {} pairs by {} {}", kind.pairs, score.all_pairs, kind.edges,
                                kind.edges == 1 ? "edge" : "edges");
    evidence += kind.strongest < 0 ? fmt::format(", such as {} (line {})", edge.because, edge.line)
                                   : fmt::format("; {} (line {}): without it the score is {:.2f}",
                                                 edge.because, edge.line, score.score - kind.drop);
    sheet.add({std::string(CouplingGraph::kinds[static_cast<std::size_t>(kind.kind)]),
               fmt::format("{:.2f}", kind.contribution()), std::move(evidence)});
  }
  const auto* remark = score.score == 0 ? ": no two services are coupled" : "";
  if (!score.exact) remark = " at least: the graph is too large for an exact one";
  return fmt::format("  monolith score {:.2f}{}\n", score.score, remark) + sheet.text();
}

/// The parts that bear the lowest rates.
std::string load_by_itself(const OfferedLoad& load) {
  constexpr std::size_t most_parts = 5;
  auto parts = load.parts;
  std::erase_if(parts, [](const auto& part) { return part.demand_s == 0; });
  if (parts.empty()) return "";
  std::ranges::stable_sort(parts, {}, &PartLoad::most_rate);
  if (parts.size() > most_parts) parts.erase(parts.begin() + most_parts, parts.end());
  Sheet sheet(4);
  for (const auto& part : parts) {
    const auto visits = part.worst_visits > part.visits
                            ? fmt::format("visits {:.3g}, up to {:.3g} if calls fail", part.visits,
                                          part.worst_visits)
                            : fmt::format("visits {:.3g}", part.visits);
    sheet.add({part.part, fmt::format("{:g} {}", part.servers, part.word()),
               part.scales ? std::string("-") : percent(load.utilisation(part)),
               fmt::format("{}{:.4g}/s", part.exact ? "" : "less than ", part.most_rate()),
               visits});
  }
  return "  load of the busiest parts: utilisation, and requests/s that they bear\n" + sheet.text();
}

/// The losses that take most, where there are too many for all.
std::string losses_by_themselves(const WiredDesign& design) {
  auto losses = design.report.losses;
  const auto left_out = losses.size() > most_rows ? losses.size() - most_rows : 0;
  if (left_out > 0) {
    std::ranges::stable_sort(losses, std::greater(), &StaticLoss::share);
    losses.erase(losses.begin() + static_cast<std::ptrdiff_t>(most_rows), losses.end());
  }
  Sheet sheet(4);
  for (const auto& loss : losses)
    sheet.add({design.topology.nodes.at(loss.node).name, loss_in_words(design, loss)});
  return "  what is affected when one part is down\n" + sheet.text() +
         (left_out > 0 ? fmt::format("    ... and {} more (--format json)\n", left_out) : "");
}

std::string smells_by_themselves(std::vector<Smell> smells) {
  if (smells.empty()) return "";
  const auto left_out = smells.size() > most_rows ? smells.size() - most_rows : 0;
  smells.resize(smells.size() - left_out);
  return "  smells\n" + smells_text(smells) +
         (left_out > 0 ? fmt::format("    ... and {} more (--format json)\n", left_out) : "");
}

std::string by_itself(const WiredDesign& design) {
  const auto& topology = design.topology;
  const auto& report = design.report;
  Sheet facts(2);
  facts.add({"longest chain", named(topology, report.longest_chain, " -> ")});
  facts.add({"cycles", cycles_in_words(design)});
  facts.add({"articulation points", named(topology, report.articulation_points)});
  for (const auto& paths : design.effects)
    facts.add({"every path to " + topology.effects.at(paths.effect).name,
               paths.cut.size() > 1 ? fmt::format("{}; cut off by the loss of {} parts: {}",
                                                  named(topology, paths.on_all_paths),
                                                  paths.cut.size(), named(topology, paths.cut))
                                    : named(topology, paths.on_all_paths)});
  return topology.design + "\n" + score_by_itself(design) + facts.text() +
         losses_by_themselves(design) + load_by_itself(design.load) +
         smells_by_themselves(design.smells);
}

}  // namespace

std::string topology_text(const Designs& designs) {
  auto text = side_by_side(designs);
  for (const auto& design : designs) text += "\n" + by_itself(design);
  return text;
}

}  // namespace faultline
