#include "lab/report/design_report.hpp"

#include <cmath>

#include "analysis/measures/dominoes.hpp"
#include "analysis/measures/event_books.hpp"
#include "analysis/measures/measures.hpp"
#include "analysis/measures/series.hpp"
#include "lab/output/cause_words.hpp"
#include "lab/output/json/dominoes.hpp"
#include "lab/output/json/inside_json.hpp"
#include "lab/output/json/over_time.hpp"
#include "lab/output/structure/smells.hpp"
#include "lab/output/tables/findings.hpp"
#include "lab/report/stage.hpp"
#include "lab/report/trace_report.hpp"
#include "lab/text/figure.hpp"
#include "models/loads/load.hpp"
#include "models/scenario/outline.hpp"
#include "models/scenario/structure/couplings.hpp"

namespace faultline {

namespace {

Json windows_json(const DesignResult& design) {
  auto list = Json::array();
  const auto& frame = design.frame;
  for (std::size_t i = 0; i < frame.windows.size(); ++i)
    list.push_back({{"name", frame.windows[i].name},
                    {"from_s", seconds(frame.windows[i].from - start_of_run)},
                    {"to_s", seconds(std::min(frame.windows[i].to, frame.length) - start_of_run)},
                    {"measures", measures_json(design.slices[frame.slice_of_window(i)])}});
  return list;
}

/// {"times_s": [...], COLUMN: {"mean": ...}, ...}.
Json series_json(const DesignResult& design) {
  if (design.series.empty()) return nullptr;
  Json json{{"times_s", Json::array()}};
  for (const auto& time : design.series.front()) json["times_s"].push_back(time.mean);
  for (std::size_t i = 1; i < series_columns.size(); ++i)
    json[std::string(series_columns[i])] = column_json(design.series[i]);
  return json;
}

Json dominoes_of_all(const DesignResult& design) {
  auto list = Json::array();
  if (design.course.buckets == 0) return list;
  for (std::size_t fault = 0; fault < design.frame.faults.size(); ++fault) {
    const auto dominoes = dominoes_of(design, fault);
    auto fallen = Json::array();
    for (const auto& domino : dominoes.fallen) fallen.push_back(to_json(domino));
    list.push_back({{"strike", design.frame.faults[fault].name},
                    {"fallen", std::move(fallen)},
                    {"untouched", dominoes.untouched},
                    {"blast_radius", to_json(design.blast_radii[fault].front())},
                    {"sentences", capitalised(dominoes_in_words(design, fault))}});
  }
  return list;
}

Json cause_json(const CauseShare& cause, const RunFrame& frame) {
  Json json{{"text", in_words(cause.chain, frame)},
            {"root", root_in_words(cause.chain.back(), frame)},
            {"chain", Json::array()},
            {"share", to_json(cause.shares.front())},
            {"windows", Json::array()}};
  for (const auto& link : cause.chain)
    json["chain"].push_back({{"symptom", key_of(link.symptom)},
                             {"place", frame.places[link.place]},
                             {"text", in_words(link, frame)}});
  for (std::size_t i = 0; i < frame.windows.size(); ++i)
    json["windows"].push_back({{"name", frame.windows[i].name},
                               {"share", to_json(cause.shares[frame.slice_of_window(i)])}});
  return json;
}

Json causes_of(const std::vector<CauseShare>& causes, const RunFrame& frame) {
  auto list = Json::array();
  for (const auto& cause : causes) list.push_back(cause_json(cause, frame));
  return list;
}

/// What runs without each fault say of it.
Json proofs_json(const DesignProofs& proofs, const RunFrame& frame) {
  auto list = Json::array();
  for (const auto& [fault, proof] : proofs.faults)
    list.push_back({{"fault", frame.faults[fault].name},
                    {"failed", to_json(proof.failed)},
                    {"failed_without", to_json(proof.failed_without)},
                    {"because", to_json(proof.because)},
                    {"blamed", to_json(proof.blamed)},
                    {"agreement", to_json(proof.agreement)},
                    {"replications", proof.failed.n}});
  return list;
}

/// Activities that took no time are left out.
Json times_json(const RunFrame& frame, const Cells& times) {
  auto list = Json::array();
  for (std::size_t place = 0; place < frame.places.size() && !times.empty(); ++place)
    for (int i = 0; i < activities; ++i) {
      const auto& spent = times[place][static_cast<std::size_t>(i)];
      if (spent.mean != 0)
        list.push_back({{"place", frame.places[place]},
                        {"activity", name_of(static_cast<Activity>(i))},
                        {"seconds", to_json(spent)}});
    }
  return list;
}

Json distribution_json(const EmpiricalDistribution& distribution) {
  if (distribution.count == 0) return nullptr;
  Json json{{"from_s", Json::array()}, {"to_s", Json::array()}, {"share", Json::array()}};
  for (const auto& bin : distribution.bins) {
    json["from_s"].push_back(seconds(bin.from));
    json["to_s"].push_back(seconds(bin.to));
    json["share"].push_back(bin.share);
  }
  json["zero"] = distribution.zero;
  json["count"] = distribution.count;
  return json;
}

Json distributions_json(const DesignResult& design) {
  auto json = Json::object();
  for (std::size_t i = 0; i < distributed.size(); ++i)
    json[std::string(distributed[i])] = i < design.distributions.size()
                                            ? distribution_json(design.distributions[i])
                                            : Json(nullptr);
  return json;
}

Json score_json(const DesignResult& design, const CouplingGraph& graph) {
  Json json{{"all", design.monolith.score}, {"kinds", Json::array()}};
  for (std::size_t i = 0; i < design.monolith.kinds.size(); ++i) {
    const auto& kind = design.monolith.kinds[i];
    const auto strongest = static_cast<std::size_t>(std::max(0, kind.strongest));
    json["kinds"].push_back(
        {{"kind", CouplingGraph::kinds[i]},
         {"score", kind.score},
         {"weight", kind.weight},
         {"pairs", kind.pairs},
         {"evidence", kind.strongest < 0 ? Json(nullptr) : Json(graph.edges[strongest].because)}});
  }
  return json;
}

/// The books of events: by topic, and below it by subscription.
Json books_json(const DesignResult& design) {
  auto list = Json::array();
  const auto& frame = design.frame;
  for (std::size_t i = 0; i < design.topics.size(); ++i)
    list.push_back({{"topic", frame.topics[i]},
                    {"columns", row_json(design.topics[i], topic_columns)},
                    {"subscriptions", Json::array()}});
  for (std::size_t i = 0; i < design.subscriptions.size(); ++i)
    list[frame.subscriptions[i].topic]["subscriptions"].push_back(
        {{"name", frame.subscriptions[i].name},
         {"columns", row_json(design.subscriptions[i], subscription_columns)}});
  return list;
}

}  // namespace

Json design_json(const Scenario& scenario, const DesignResult& design, const FurtherRuns& further) {
  const auto outline = outline_of(scenario, find_entry(scenario.designs, design.name)->value);
  const auto& frame = design.frame;
  Json json{{"name", design.name},
            {"finding", finding_on(design)},
            {"measures", measures_json(design.slices.front())},
            {"windows", windows_json(design)},
            {"series", series_json(design)}};
  if (further.brief) return json;
  json.update(stage_json(scenario, outline, design));
  json.update({{"dominoes", dominoes_of_all(design)},
               {"causes", causes_of(design.causes, frame)},
               {"incomplete", causes_of(design.incomplete, frame)},
               {"proofs", further.proofs ? proofs_json(*further.proofs, frame) : Json::array()},
               {"time",
                {{"mean", times_json(frame, design.times)},
                 {"slowest", times_json(frame, design.slowest_times)}}},
               {"distributions", distributions_json(design)},
               {"traces", further.traced ? traces_json(*further.traced) : Json::array()},
               {"score", score_json(design, couplings_of(scenario, outline))},
               {"smells", smells_json(smells_of(scenario, outline, load_of(scenario, outline)))},
               {"books", books_json(design)}});
  return json;
}

}  // namespace faultline
