#include <fmt/format.h>

#include <algorithm>

#include "analysis/graph/dot.hpp"
#include "analysis/graph/mermaid.hpp"
#include "lab/commands/commands.hpp"
#include "lab/output/structure/interfaces.hpp"
#include "lab/output/structure/placement_text.hpp"
#include "lab/output/structure/smells.hpp"
#include "lab/output/structure/topology_text.hpp"
#include "lab/running/experiment.hpp"
#include "lab/running/warnings.hpp"
#include "lab/text/words.hpp"
#include "models/scenario/outline.hpp"
#include "models/scenario/structure/couplings.hpp"

namespace faultline {

namespace {

std::vector<WiredDesign> wired(const Experiment& experiment) {
  std::vector<WiredDesign> designs;
  for (const auto& name : experiment.designs) {
    auto& design = designs.emplace_back();
    const auto outline =
        outline_of(experiment.scenario, find_entry(experiment.scenario.designs, name)->value);
    design.topology = topology_of(experiment.scenario, outline, name);
    design.report = analyse(design.topology);
    design.couplings = couplings_of(experiment.scenario, outline);
    design.score = monolith_score_of(design.couplings);
    design.effects = effect_paths_of(design.topology);
    design.load = load_of(experiment.scenario, outline);
    design.smells = smells_of(experiment.scenario, outline, design.load);
  }
  return designs;
}

std::vector<DesignSmells> smelling(const std::vector<WiredDesign>& designs) {
  std::vector<DesignSmells> all;
  for (const auto& design : designs) all.push_back({design.topology.design, design.smells});
  return all;
}

/// Whether there is a smell of this severity or a greater one; of none where it is empty. The worst
/// of a design stands first.
bool is_too_bad(const std::vector<WiredDesign>& designs, const std::string& least) {
  return !least.empty() && std::ranges::any_of(designs, [&](const WiredDesign& design) {
    return !design.smells.empty() && design.smells.front().severity >= severity_named(least);
  });
}

}  // namespace

int analyze_command(const AnalyzeOptions& options) {
  const auto experiment =
      read_experiment({.scenario = options.scenario, .designs = options.designs});
  tell_warnings(experiment.document.problems);
  const auto designs = wired(experiment);
  if (options.format == "json")
    put(to_text(topology_json(designs)));
  else if (options.format == "dot")
    for (const auto& design : designs) put(to_dot(design.topology, design.report));
  else if (options.format == "mermaid")
    for (const auto& design : designs) put(to_mermaid(design.topology, design.report));
  else if (options.format == "sarif")
    put(to_text(smells_sarif(smelling(designs), options.scenario)));
  else
    put(fmt::format("{}: what the structure alone implies\n\n{}{}{}", experiment.scenario.title,
                    topology_text(designs), interfaces_text(experiment),
                    placement_text(experiment)));
  return is_too_bad(designs, options.fail_on) ? ExitCode::fails : ExitCode::holds;
}

}  // namespace faultline
