#include "lab/running/single_run.hpp"

#include <ranges>
#include <utility>

#include "analysis/measures/collector.hpp"
#include "analysis/traces/trace_collector.hpp"
#include "lab/running/packing.hpp"
#include "models/scenario/structure/frame.hpp"
#include "models/world/delivery.hpp"

namespace faultline {

RunResult run_one(Scenario scenario, const SingleRun& run, const std::function<void(World&)>& go) {
  for (const auto fault : std::views::reverse(run.without))
    scenario.faults.erase(scenario.faults.begin() + static_cast<std::ptrdiff_t>(fault));
  Collector collector(frame_of(scenario, run.design), run.keep_course && run.recording.inside);
  if (run.keep_fates) collector.keep_fates();
  if (run.trace_one_in > 0) collector.keep_offer(run.trace_one_in);
  if (scenario.delivery) deliver(scenario, run.design, run.streams, collector);
  World world(std::move(scenario), run.design, run.streams, collector, run.recording);
  go(world);
  return {collector.summary(), world.events(), collector.fates().value_or(Fates()),
          collector.offer()};
}

std::vector<Trace> trace_one(Scenario scenario, const std::string& design, const Streams& streams,
                             const std::vector<std::uint64_t>& requests) {
  TraceCollector collector(requests);
  const Recording recording{.inside = true, .tracing = {.requests = requests}};
  World(std::move(scenario), design, streams, collector, recording).run();
  return collector.traces();
}

std::vector<std::byte> to_bytes(const std::vector<Trace>& traces) {
  Packer packer;
  packer.put_each(traces, [&](const Trace& trace) {
    packer.put(trace.transaction);
    packer.put(trace.spans);
    packer.put(trace.pieces);
    packer.put(trace.causes);
  });
  return std::move(packer).bytes();
}

std::vector<Trace> traces_from_bytes(std::span<const std::byte> bytes) {
  Unpacker unpacker(bytes);
  std::vector<Trace> traces;
  unpacker.take_each(traces, [&](Trace& trace) {
    unpacker.take(trace.transaction);
    unpacker.take(trace.spans);
    unpacker.take(trace.pieces);
    unpacker.take(trace.causes);
  });
  return traces;
}

}  // namespace faultline
