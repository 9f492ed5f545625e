#include "lab/processes/single_run.hpp"

#include <ranges>
#include <utility>

#include "analysis/measures/collector.hpp"
#include "models/scenario/frame.hpp"
#include "models/world/delivery.hpp"
#include "models/world/world.hpp"

namespace faultline {

RunResult run_one(Scenario scenario, const SingleRun& run, Reading& reading) {
  for (const auto fault : std::views::reverse(run.without))
    scenario.faults.erase(scenario.faults.begin() + static_cast<std::ptrdiff_t>(fault));
  Collector collector(frame_of(scenario, run.design), run.keep_course && run.recording.inside);
  if (run.keep_fates) collector.keep_fates();
  if (run.trace_one_in > 0) collector.keep_offer(run.trace_one_in);
  if (scenario.delivery) deliver(scenario, run.design, run.streams, collector);
  World world(std::move(scenario), run.design, run.streams, collector, run.recording);
  {
    const Gauging gauging(world.calendar(), reading);
    world.run();
  }
  return {collector.summary(), world.events(), collector.fates().value_or(Fates()),
          collector.offer()};
}

}  // namespace faultline
