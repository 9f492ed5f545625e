#include "lab/hunt/trials/trial_result.hpp"

#include "analysis/course/course_columns.hpp"
#include "analysis/estimates/buckets.hpp"
#include "lab/running/packing.hpp"
#include "lab/running/single_run.hpp"
#include "models/scenario/scenario.hpp"
#include "models/scenario/structure/frame.hpp"
#include "models/scenario/validation/validation.hpp"
#include "sim/language/among.hpp"

namespace faultline {

namespace {

/// The attempts on an edge that were neither refused nor failed, in these buckets.
double successes(const std::vector<double>& edge, std::size_t buckets, Buckets::Range range) {
  const auto sum = [&](EdgeColumn column) {
    double total = 0;
    for (auto bucket = range.first; bucket < range.last; ++bucket) {
      const auto value = edge[2 + static_cast<std::size_t>(column) * buckets + bucket];
      if (value > 0) total += value;
    }
    return total;
  };
  return sum(EdgeColumn::attempts) - sum(EdgeColumn::rejected) - sum(EdgeColumn::timed_out) -
         sum(EdgeColumn::failed) - sum(EdgeColumn::overtaken);
}

/// The place of a node of the course.
std::size_t place_of(const RunFrame& frame, std::size_t node) {
  if (node < frame.places.size()) return node;
  const auto& operation = frame.operations[node - frame.places.size()];
  return index_among(frame.places, "service " + service_in(operation));
}

std::vector<std::uint8_t> touched_places(const RunFrame& frame, const RunSummary& summary,
                                         const Window& active) {
  if (summary.edge_courses.empty()) return {};
  std::vector<std::uint8_t> touched(frame.places.size());
  const Buckets buckets(frame.length);
  const auto range = buckets.within(active.from, active.to);
  for (const auto& edge : summary.edge_courses) {
    if (!(successes(edge, buckets.count(), range) > 1e-9)) continue;
    for (const auto node : {edge[0], edge[1]})
      touched.at(place_of(frame, static_cast<std::size_t>(node))) = 1;
  }
  for (std::size_t topic = 0; topic < frame.brokers.size(); ++topic) {
    const auto own = index_among(frame.places, "topic " + frame.topics[topic]);
    if (own < touched.size() && touched[own]) touched[frame.brokers[topic]] = 1;
  }
  return touched;
}

}  // namespace

TrialResult trial_result(const RunFrame& frame, const RunSummary& summary, const Window& active) {
  return {.measures = summary.measures.front(), .touched = touched_places(frame, summary, active)};
}

TrialResult result_of(const Hunted& hunted, const FaultSet& set, std::size_t replication,
                      Inspection look, bool inside) {
  auto scenario = scenario_with(hunted, set);
  const auto& design = hunted.designs[set.design];
  const auto frame = frame_of(scenario, design);
  const auto seed = static_cast<std::uint64_t>(scenario.run.seed);
  const bool lineage = look == Inspection::lineage;
  const SingleRun run{
      .design = design,
      .streams = Streams{seed, replication},
      .recording = {.inside = inside || look != Inspection::measures, .passages = lineage},
      .keep_course = lineage};
  const auto run_result = run_one(std::move(scenario), run, [](World& world) { world.run(); });
  const auto& summary = run_result.summary;
  auto found = trial_result(frame, summary, active_in(hunted, set));
  if (look == Inspection::causes) {
    found.causes.measures = {found.measures};
    found.causes.causes = summary.causes;
    found.causes.incomplete_causes = summary.incomplete_causes;
  }
  return found;
}

std::vector<std::byte> to_bytes(const std::vector<TrialResult>& results) {
  Packer packer;
  packer.put_each(results, [&](const TrialResult& result) {
    packer.put(result.measures);
    packer.put(result.touched);
    packer.put(pack(result.causes));
  });
  return std::move(packer).bytes();
}

std::vector<TrialResult> results_from_bytes(std::span<const std::byte> bytes) {
  Unpacker unpacker(bytes);
  std::vector<TrialResult> results;
  unpacker.take_each(results, [&](TrialResult& result) {
    std::vector<double> causes;
    unpacker.take(result.measures);
    unpacker.take(result.touched);
    unpacker.take(causes);
    result.causes = unpack(causes);
  });
  return results;
}

}  // namespace faultline
