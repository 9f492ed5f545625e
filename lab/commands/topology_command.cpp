#include <fmt/format.h>

#include "analysis/graph/dot.hpp"
#include "lab/commands/commands.hpp"
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
    designs.push_back({std::move(topology), std::move(report)});
  }
  return designs;
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
  else
    put(fmt::format("{}: what the structure alone implies\n\n{}", experiment.scenario.title,
                    topology_text(designs)));
  return ExitCode::holds;
}

}  // namespace faultline
