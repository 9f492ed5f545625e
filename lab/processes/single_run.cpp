#include "lab/processes/single_run.hpp"

#include <utility>

#include "analysis/measures/collector.hpp"
#include "models/scenario/frame.hpp"
#include "models/world/world.hpp"

namespace faultline {

RunResult run_one(Scenario scenario, const SingleRun& run, Reading& reading) {
  Collector collector(frame_of(scenario, run.design), run.keep_course && run.recording.inside);
  World world(std::move(scenario), run.design, run.streams, collector, run.recording);
  {
    const Gauging gauging(world.calendar(), reading);
    world.run();
  }
  return {collector.summary(), world.events()};
}

}  // namespace faultline
