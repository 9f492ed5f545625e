#include <fmt/format.h>

#include "analysis/graph/dot.hpp"
#include "lab/commands/commands.hpp"
#include "lab/output/smells.hpp"
#include "lab/output/topology_text.hpp"
#include "lab/running/experiment.hpp"
#include "lab/running/warnings.hpp"
#include "lab/text/words.hpp"
#include "models/scenario/outline.hpp"

namespace faultline {

namespace {

std::vector<WiredDesign> wired(const Experiment& experiment) {
  std::vector<WiredDesign> designs;
  for (const auto& name : experiment.designs) {
    auto topology = topology_of(experiment.scenario, name);
    auto report = analyse(topology);
    designs.push_back(
        {std::move(topology), std::move(report), smells_of(experiment.scenario, name)});
  }
  return designs;
}

std::vector<DesignSmells> smelling(const std::vector<WiredDesign>& designs) {
  std::vector<DesignSmells> all;
  for (const auto& design : designs) all.push_back({design.topology.design, design.smells});
  return all;
}

bool is_too_bad(const std::vector<WiredDesign>& designs, const std::string& least) {
  if (least.empty()) return false;
  const auto bad_enough = [&](Severity severity) {
    return least == "note" || name_of(severity) == least || severity == Severity::error;
  };
  return std::ranges::any_of(designs, [&](const WiredDesign& design) {
    return std::ranges::any_of(design.smells, bad_enough, &Smell::severity);
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
  else if (options.format == "sarif")
    put(to_text(smells_sarif(smelling(designs), options.scenario)));
  else
    put(fmt::format("{}: what the structure alone implies\n\n{}", experiment.scenario.title,
                    topology_text(designs)));
  return is_too_bad(designs, options.fail_on) ? ExitCode::fails : ExitCode::holds;
}

}  // namespace faultline
