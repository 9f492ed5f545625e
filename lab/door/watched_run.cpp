#include "lab/door/watched_run.hpp"

#include "sim/engine/task.hpp"

namespace faultline {

namespace {

Task<void> watch(Calendar& calendar, Duration length, const PageProgress& progress) {
  const auto step = length / static_cast<std::int64_t>(watching_events);
  for (std::uint64_t i = 1; i <= watching_events; ++i) {
    co_await calendar.delay(step);
    progress(static_cast<double>(i) / static_cast<double>(watching_events));
  }
}

}  // namespace

void run_watched(World& world, Duration length, const PageProgress& progress) {
  TaskGroup watching;
  start(watch(world.calendar(), length, progress), watching);
  world.run();
}

}  // namespace faultline
