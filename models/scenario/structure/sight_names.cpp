#include "models/scenario/structure/sight_names.hpp"

namespace faultline {

SightNames sight_names(const Scenario& scenario) {
  SightNames names{{"service", names_in(scenario.services)}, {"store", names_in(scenario.stores)}};
  auto& operations = names["consuming operation"];
  for (const auto& design : scenario.designs)
    for (const auto& subscription : design.value.subscriptions)
      operations.push_back(subscription.name);
  if (scenario.workload) names["request class"] = names_in(scenario.workload->classes());
  for (const auto* release : scenario.all_releases())
    names["release"].push_back(release->name.name);
  for (const auto& change : scenario.changes) names["change"].push_back(change.name.name);
  for (const auto& fault : scenario.faults) names["fault"].push_back(fault->name());
  names["workflow"] = names_in(scenario.workflows);
  return names;
}

}  // namespace faultline
