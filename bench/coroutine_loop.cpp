/// The five workloads as bare coroutines on our calendar: what the engine costs before there are
/// operations, policies, faults and records. A request reads top to bottom, as in the models.

#include <cmath>
#include <memory>
#include <vector>

#include "bench/contender.hpp"
#include "sim/engine/task.hpp"
#include "sim/random/stream.hpp"
#include "sim/resources/slots.hpp"

namespace faultline::bench {

namespace {

struct World {
  explicit World(const Workload& workload)
      : arrivals(Streams{}.named("arrivals")),
        work(Streams{}.named("work")),
        mean_gap_ns(1e9 / workload.arrivals_per_s),
        mean_work_ns(workload.mean_work_s * 1e9) {
    for (int i = 0; i < workload.stations; ++i)
      stations.push_back(std::make_unique<Slots>(calendar, workload.workers));
  }

  Calendar calendar;
  std::vector<std::unique_ptr<Slots>> stations;
  Stream arrivals;
  Stream work;
  double mean_gap_ns;
  double mean_work_ns;
  double response_sum_s = 0;
  TaskGroup running;  // last: its frames hold slots
};

Duration exponential(double mean_ns, Draw draw) {
  return from_nanoseconds(-mean_ns * std::log(draw.uniform()));
}

/// Works at `station` and, holding the worker, calls the next; true is the answer.
Task<bool> call(World& world, std::size_t station, std::uint64_t request) {
  const auto worker = co_await world.stations[station]->acquire();
  co_await world.calendar.delay(exponential(world.mean_work_ns, world.work.draw(request, station)));
  if (station + 1 == world.stations.size()) co_return true;
  const bool answer = co_await call(world, station + 1, request);
  co_return answer;
}

Task<void> chain_request(World& world, std::uint64_t request) {
  const auto arrived = world.calendar.now();
  co_await call(world, 0, request);
  world.response_sum_s += seconds(world.calendar.now() - arrived);
}

Task<void> tandem_request(World& world, std::uint64_t request) {
  const auto arrived = world.calendar.now();
  for (std::size_t station = 0; station < world.stations.size(); ++station) {
    const auto worker = co_await world.stations[station]->acquire();
    co_await world.calendar.delay(
        exponential(world.mean_work_ns, world.work.draw(request, station)));
  }
  world.response_sum_s += seconds(world.calendar.now() - arrived);
}

template <class Request>
Task<void> arrive(World& world, std::uint64_t requests, Request request) {
  for (std::uint64_t id = 0; id < requests; ++id) {
    co_await world.calendar.delay(exponential(world.mean_gap_ns, world.arrivals.draw(id)));
    start(request(world, id), world.running);
  }
}

Measured simulate(const Workload& workload, std::uint64_t requests) {
  World world(workload);
  const auto request = workload.holds ? chain_request : tandem_request;
  start(arrive(world, requests, request), world.running);
  world.calendar.run_while(end_of_time, [&] { return !world.running.empty(); });
  return {world.calendar.fired(), world.response_sum_s / static_cast<double>(requests)};
}

}  // namespace

}  // namespace faultline::bench

int main(int argc, char** argv) {
  return faultline::bench::compete(argc, argv, "coroutine loop", faultline::bench::simulate);
}
