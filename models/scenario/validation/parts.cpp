#include <fmt/format.h>

#include "models/scenario/validation/validation.hpp"
#include "sim/language/among.hpp"

namespace faultline {

namespace {

void check_name(const std::optional<Reference>& name, const char* what,
                const std::vector<std::string>& legal, Problems& problems) {
  if (name && !name->name.empty() && !among(legal, name->name))
    problems.add(name->place, not_among(what, name->name, legal));
}

}  // namespace

void check_selection(const RequestSelection& selection, const Scenario& scenario,
                     Problems& problems) {
  std::vector<std::string> times;
  for (const auto& fault : scenario.faults) times.push_back(fault->name());
  for (const auto& workflow : scenario.workflow_spans) times.push_back(workflow.name);
  for (const auto& change : scenario.changes)
    if (change.at) times.push_back(change.name.name);
  for (const auto* release : scenario.all_releases()) times.push_back(release->name.name);
  check_name(selection.request_class, "request class", names_in(scenario.workload->classes()),
             problems);
  for (const auto* name : {&selection.before, &selection.during, &selection.after})
    check_name(*name, "fault, workflow, change or release", times, problems);
}

namespace {

void check_hypothesis(const Scenario& scenario, Problems& problems) {
  const auto& hypothesis = *scenario.hypothesis;
  const auto classes = names_in(scenario.workload->classes());
  for (const auto& probe : hypothesis.probes) {
    check_name(probe.design, "design", names_in(scenario.designs), problems);
    check_name(probe.request_class, "request class", classes, problems);
  }
  const auto measured = scenario.run.length - scenario.run.warmup;
  if (measured / hypothesis.window > HypothesisSettings::most_windows &&
      !problems.told_at(hypothesis.place_of_window))
    problems.add(hypothesis.place_of_window,
                 fmt::format("windows of {} s are too short for this run: it would have more than "
                             "{} of them",
                             seconds(hypothesis.window), HypothesisSettings::most_windows));
}

}  // namespace

void check_expectations(const Scenario& scenario, Problems& problems) {
  if (scenario.hypothesis && scenario.hypothesis->window > Duration::zero())
    check_hypothesis(scenario, problems);
  for (const auto& expected : scenario.expect) {
    check_name(expected.design, "design", names_in(scenario.designs), problems);
    check_selection(expected, scenario, problems);
  }
}

}  // namespace faultline
