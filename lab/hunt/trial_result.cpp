#include "lab/hunt/trial_result.hpp"

#include "analysis/course/course_columns.hpp"
#include "analysis/estimates/buckets.hpp"
#include "lab/running/packing.hpp"
#include "lab/running/single_run.hpp"
#include "models/scenario/frame.hpp"
#include "models/scenario/scenario.hpp"
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

TrialResult result_of(const Hunted& hunted, const FaultSet& set, std::size_t replication,
                      Inspection look, bool inside) {
  auto document = document_with(hunted, set);
  auto scenario = read_scenario(document);
  const auto& design = hunted.designs[set.design];
  const auto frame = frame_of(scenario, design);
  const auto seed = static_cast<std::uint64_t>(scenario.run.seed);
  const bool lineage = look == Inspection::lineage;
  const SingleRun run{
      .design = design,
      .streams = Streams{seed, replication},
      .recording = {.inside = inside || look != Inspection::measures, .passages = lineage},
      .keep_course = lineage};
  auto run_result = run_one(std::move(scenario), run, [](World& world) { world.run(); });
  auto& summary = run_result.summary;
  TrialResult found{.measures = std::move(summary.measures.front())};
  if (lineage) {
    const auto begins = Time{hunted.ground.at};
    const auto seconds = hunted.menu.seconds[set.lasting];
    const Duration lasts(static_cast<std::int64_t>(seconds * 1e9));
    found.touched = touched_places(frame, summary, {"", begins, begins + lasts});
  }
  if (look == Inspection::causes) {
    found.causes.measures = {found.measures};
    found.causes.causes = std::move(summary.causes);
    found.causes.incomplete_causes = std::move(summary.incomplete_causes);
  }
  return found;
}

std::vector<std::byte> to_bytes(const TrialResult& result) {
  Packer packer;
  packer.put(result.measures);
  packer.put(result.touched);
  packer.put(pack(result.causes));
  return std::move(packer).bytes();
}

TrialResult result_from_bytes(std::span<const std::byte> bytes) {
  Unpacker unpacker(bytes);
  TrialResult found;
  std::vector<double> causes;
  unpacker.take(found.measures);
  unpacker.take(found.touched);
  unpacker.take(causes);
  found.causes = unpack(causes);
  return found;
}

}  // namespace faultline
