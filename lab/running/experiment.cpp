#include "lab/running/experiment.hpp"

#include <fmt/format.h>

#include "lab/running/hypothesis_probes.hpp"
#include "models/scenario/validation/validation.hpp"
#include "sim/language/among.hpp"

namespace faultline {

namespace {

void set_number(Document& document, const std::string& name, std::int64_t number) {
  set_value(document, fmt::format("run.{}={}", name, number), "--" + name);
}

void change(Document& document, const RunOptions& options) {
  for (const auto& setting : options.settings) set_value(document, setting);
  if (options.seed) set_number(document, "seed", *options.seed);
  if (options.replications) set_number(document, "replications", *options.replications);
}

/// The wanted designs, each once, in the order asked for; all where none is.
std::vector<std::string> chosen(const std::vector<std::string>& wanted, const Scenario& scenario) {
  auto all = names_in(scenario.designs);
  if (wanted.empty()) return all;
  std::vector<std::string> designs;
  for (const auto& name : wanted) {
    if (!among(all, name)) throw ScenarioError("--design: " + not_among("design", name, all));
    if (!among(designs, name)) designs.push_back(name);
  }
  return designs;
}

}  // namespace

Experiment read_experiment(const RunOptions& options) {
  return experiment_of(read_document(options.scenario), options);
}

Experiment experiment_of(Document document, const RunOptions& options) {
  change(document, options);
  auto scenario = checked_scenario(document);
  check_expectations_measured(scenario, document.problems);
  check_probes_measured(scenario, document.problems);
  document.problems.raise();
  set_number(document, "seed", scenario.run.seed);
  set_number(document, "replications", scenario.run.replications);
  auto designs = chosen(options.designs, scenario);
  auto expectations = expectations_on(scenario, designs);
  return {std::move(document), std::move(scenario), std::move(designs), std::move(expectations)};
}

}  // namespace faultline
