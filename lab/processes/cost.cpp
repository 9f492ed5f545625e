#include "lab/processes/cost.hpp"

#include <poll.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

#include "lab/processes/gauge.hpp"
#include "lab/processes/process.hpp"
#include "lab/running/single_run.hpp"

namespace faultline {

namespace {

using Clock = std::chrono::steady_clock;

/// Until it has ended or time is up.
void wait(Process& process, std::chrono::milliseconds longest) {
  const auto deadline = Clock::now() + longest;
  for (bool ended = false; !ended && Clock::now() < deadline;) {
    pollfd watched{process.descriptor(), POLLIN, 0};
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
    if (poll(&watched, 1, static_cast<int>(left.count()) + 1) > 0) ended = process.take();
  }
}

/// Of one replication of a design; nothing where no reading was taken in time.
Cost probe_design(Experiment& experiment, const std::string& design,
                  std::chrono::milliseconds longest) {
  Gauges gauges(1);
  const auto begun = Clock::now();
  Process process([&] {
    run_one(std::move(experiment.scenario), {design, Streams{experiment.seed(), 0}},
            gauged_by(gauges[0]));
    return Process::Bytes{};
  });
  wait(process, longest);
  const std::chrono::duration<double> took = Clock::now() - begun;
  const auto share = gauges.share(0, experiment.scenario.run.length);
  if (share == 0) return {};
  return {static_cast<double>(gauges[0].events.load()) / share, took.count() / share};
}

}  // namespace

Cost probe(Experiment& experiment, int jobs, std::chrono::milliseconds longest) {
  Cost whole;
  for (const auto& design : experiment.designs) {
    const auto one = probe_design(experiment, design, longest);
    whole.events += one.events;
    whole.seconds += one.seconds;
  }
  const auto replications = static_cast<double>(experiment.replications());
  const auto runs = replications * static_cast<double>(experiment.designs.size());
  whole.events *= replications;
  whole.seconds *= replications / std::min(static_cast<double>(jobs), runs);
  return whole;
}

}  // namespace faultline
