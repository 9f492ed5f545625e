#include "lab/hunt/trials/shared_past.hpp"

#include <algorithm>

#include "analysis/measures/collector.hpp"
#include "lab/hunt/trials/hypothesis.hpp"
#include "lab/processes/process_pool.hpp"
#include "models/scenario/structure/frame.hpp"
#include "models/world/world.hpp"
#include "sim/language/among.hpp"

namespace faultline {

namespace {

/// Instead of the faults of a set one that lasts as long as they do.
RunFrame frame_with_faults(const Hunted& hunted, std::size_t design) {
  auto frame = frame_of(hunted.ground.scenario, hunted.designs[design]);
  const Time from{hunted.ground.at};
  frame.faults = {{"faults", from, from + hunted.ground.longest}};
  return frame;
}

}  // namespace

bool shares_past(const Hunted& hunted, const FaultSet& set) {
  const auto& scenario = hunted.ground.scenario;
  if (scenario.network == NetworkMode::flows || scenario.cpu == CpuMode::shared) return false;
  if (!scenario.changes.empty() || !scenario.all_releases().empty() || scenario.delivery)
    return false;
  return std::ranges::none_of(set.faults, [&](const SizedFault& sized) {
    const auto& kind = hunted.menu.faults[sized.fault].kind;
    return find_among(kinds_of<Fault>(), kind, &Kind<Fault>::name)->make()->locks_table();
  });
}

std::vector<TrialResult> results_of(const Hunted& hunted, const TrialGroup& group) {
  const bool lineage = group.look == Inspection::lineage;
  const auto frame = frame_with_faults(hunted, group.design);
  Collector collector(frame, lineage);
  auto document = hunted.ground.document;
  auto scenario = read_scenario(document);
  const Streams streams{static_cast<std::uint64_t>(scenario.run.seed), group.replication};
  const Recording recording{.inside = lineage, .passages = lineage};
  World world(std::move(scenario), hunted.designs[group.design], streams, collector, recording);
  world.expect_faults();
  world.run_before(Time{hunted.ground.at});

  std::vector<TrialResult> results;
  for (const auto& set : group.sets) {
    const auto bytes = run_apart([&] {
      const auto active = active_in(hunted, set);
      collector.recurrence({0, active.from, set.faults.empty() ? active.from : active.to});
      world.strike(std::move(scenario_with(hunted, set).faults));
      world.run();
      auto result = trial_result(frame, collector.summary(), active);
      for (std::size_t i = 0; i < result.measures.size(); ++i)
        if (is_of_inside(i)) result.measures[i] = no_value;
      return to_bytes({std::move(result)});
    });
    results.push_back(std::move(results_from_bytes(bytes).front()));
  }
  return results;
}

}  // namespace faultline
