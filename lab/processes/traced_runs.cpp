#include "lab/processes/traced_runs.hpp"

#include <fmt/format.h>

#include <functional>
#include <list>

#include "lab/processes/process.hpp"
#include "lab/processes/runner.hpp"
#include "lab/running/packing.hpp"
#include "lab/running/single_run.hpp"
#include "models/scenario/structure/frame.hpp"
#include "models/world/world.hpp"

namespace faultline {

namespace {

[[noreturn]] void give_up(const Experiment& experiment, const std::string& design,
                          const Process::End& end) {
  const auto text = fmt::format("design \"{}\": {}", design, end.says);
  if (end.how == Process::Ended::refused)
    throw ScenarioError(fmt::format("{}: {}", experiment.document.file, text));
  if (end.how == Process::Ended::starved) throw RunStarved(text);
  throw RunFailed(text);
}

/// What each design's process finds, in the order of the designs.
std::vector<Process::Bytes> found_by(
    const Experiment& experiment, int jobs,
    const std::function<Process::Bytes(const std::string& design)>& find) {
  std::vector<Process::Bytes> found;
  std::list<Process> under_way;
  const auto& designs = experiment.designs;
  while (found.size() < designs.size()) {
    while (found.size() + under_way.size() < designs.size() &&
           static_cast<int>(under_way.size()) < jobs)
      under_way.emplace_back(
          [&, number = found.size() + under_way.size()] { return find(designs[number]); });
    auto& first = under_way.front();
    while (!first.take()) continue;
    const auto end = first.end();
    if (end.how != Process::Ended::well) give_up(experiment, designs[found.size()], end);
    found.push_back(first.bytes());
    under_way.pop_front();
  }
  return found;
}

}  // namespace

std::vector<Offer> offers_of(Experiment& experiment, const TracedRuns& runs, std::uint64_t one_in) {
  const Streams streams{experiment.seed(), runs.replication};
  const auto found = found_by(experiment, runs.jobs, [&](const std::string& design) {
    Candidates candidates(frame_of(experiment.scenario, design), one_in);
    World(std::move(experiment.scenario), design, streams, candidates, {.inside = false}).run();
    Packer packer;
    packer.put(candidates.offer());
    return std::move(packer).bytes();
  });
  std::vector<Offer> offers;
  for (const auto& bytes : found) Unpacker(bytes).take(offers.emplace_back());
  return offers;
}

std::vector<TracedDesign> trace(Experiment& experiment, const TracedRuns& runs,
                                const std::vector<std::uint64_t>& requests) {
  const Streams streams{experiment.seed(), runs.replication};
  const auto found = found_by(experiment, runs.jobs, [&](const std::string& design) {
    return to_bytes(trace_one(std::move(experiment.scenario), design, streams, requests));
  });
  std::vector<TracedDesign> traced;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const auto& name = experiment.designs[i];
    traced.push_back({name, frame_of(experiment.scenario, name), traces_from_bytes(found[i])});
  }
  return traced;
}

}  // namespace faultline
