#include "lab/report/report.hpp"

#include <algorithm>

#include "analysis/measures/measures.hpp"
#include "lab/output/chief_measures.hpp"
#include "lab/output/csv/csv.hpp"
#include "lab/output/json/inside_json.hpp"
#include "lab/output/tables/findings.hpp"
#include "lab/output/tables/in_short.hpp"
#include "lab/output/tables/verdict_lines.hpp"
#include "lab/report/design_report.hpp"
#include "lab/report/hypothesis_report.hpp"
#include "lab/text/build.hpp"
#include "models/scenario/outline.hpp"
#include "sim/language/among.hpp"

namespace faultline {

namespace {

/// Of what the page reads; raised where an older page could not show it.
constexpr int format = 1;

Json words(std::string_view text) { return text.empty() ? Json(nullptr) : Json(text); }

Json all_measures_json() {
  auto list = Json::array();
  for (const auto& measure : measures) {
    constexpr std::string_view better[] = {"higher", "lower", ""};
    list.push_back({{"key", measure.key},
                    {"title", measure.title},
                    {"group", name_of(measure.group)},
                    {"unit", name_of(measure.unit)},
                    {"better", words(better[static_cast<int>(measure.better)])},
                    {"meaning", measure.meaning},
                    {"missing", measure.missing}});
  }
  return list;
}

Json chief_measures_json() {
  auto list = Json::array();
  for (const auto measure : chief_measures) list.push_back(measures[measure].key);
  return list;
}

Json strike_json(const Window& window, Json more) {
  more.update({{"name", window.name},
               {"from_s", seconds(window.from)},
               {"to_s", window.to == end_of_time ? Json(nullptr) : Json(seconds(window.to))}});
  return more;
}

/// The full name of what a fault strikes: "service payment"; in some design it is there.
Json target_of(const Fault& fault, const Results& results) {
  const auto part = fault.target().part();
  for (const auto& design : results.designs)
    for (const auto& place : design.frame.places)
      if (part && place.substr(place.find(' ') + 1) == part->name) return place;
  return words(fault.target().in_words());
}

Json summary_of(const Results& results) {
  const auto found = finding_on_expectations(results);
  return found.empty() ? Json(nullptr) : Json(found + ".");
}

/// A fault with a condition from its first strike to its last in the mean run of a design.
std::optional<Window> struck_in(const DesignResult& design, std::size_t fault) {
  const auto number = index_among(design.frame.conditional, fault);
  if (number == design.frame.conditional.size()) return std::nullopt;
  const auto& name = design.frame.faults[fault].name;
  const auto& row = design.strikes[number];
  if (row[0].mean == 0) return Window{name, start_of_run, start_of_run};
  return Window{name, start_of_run + from_seconds(row[1].mean),
                start_of_run + from_seconds(row[2].mean)};
}

/// Faults and releases of any design, by their beginning.
Json strikes_json(const ReportSource& source) {
  std::vector<Json> strikes;
  const auto& faults = source.experiment.scenario.faults;
  const auto& designs = source.results.designs;
  for (std::size_t i = 0; i < faults.size(); ++i) {
    Json more{{"is", "fault"},
              {"kind", faults[i]->kind()},
              {"target", target_of(*faults[i], source.results)}};
    if (!struck_in(designs.front(), i))
      strikes.push_back(strike_json(designs.front().frame.faults[i], more));
    for (const auto& design : designs) {
      const auto window = struck_in(design, i);
      if (!window || window->from == window->to) continue;
      more["design"] = design.name;
      strikes.push_back(strike_json(*window, more));
    }
  }
  for (const auto& design : source.results.designs)
    for (const auto& release : design.frame.releases) {
      auto json = strike_json(
          release,
          {{"is", "release"}, {"kind", "release"}, {"target", nullptr}, {"design", design.name}});
      if (!std::ranges::count(strikes, json)) strikes.push_back(std::move(json));
    }
  std::ranges::stable_sort(strikes, {},
                           [](const Json& one) { return one["from_s"].get<double>(); });
  return strikes;
}

Json difference_json(const DesignComparison& comparison, const Difference& difference) {
  return {{"estimate", to_json(difference.estimate)},
          {"winner", words(comparison.winner(difference))}};
}

Json differences_json(const Results& results) {
  auto list = Json::array();
  const auto& frame = results.designs.front().frame;
  for (const auto& comparison : results.comparisons)
    for (std::size_t measure = 0; measure < measures.size(); ++measure) {
      Json json{
          {"from", comparison.from}, {"to", comparison.to}, {"measure", measures[measure].key}};
      json.update(difference_json(comparison, comparison.slices[0][measure]));
      auto& windows = json["windows"] = Json::array();
      for (std::size_t i = 0; i < frame.windows.size(); ++i) {
        auto own =
            difference_json(comparison, comparison.slices[frame.slice_of_window(i)][measure]);
        own["name"] = frame.windows[i].name;
        windows.push_back(std::move(own));
      }
      list.push_back(std::move(json));
    }
  return list;
}

Json verdicts_json(const Results& results) {
  auto list = Json::array();
  for (const auto& judged : results.verdicts)
    list.push_back({{"text", verdict_in_words(judged, results.replications)},
                    {"design", judged.expected.design},
                    {"measure", measures[judged.expected.expectation.measure].key},
                    {"window", words(judged.expected.window)},
                    {"found", to_json(judged.verdict.estimate)},
                    {"passed", judged.verdict.passed},
                    {"close", judged.verdict.close},
                    {"reason", words(judged.verdict.reason)}});
  return list;
}

Json in_short_json(const Results& results) {
  auto list = Json::array();
  for (const auto& comparison : results.comparisons_in_words())
    for (const auto& [topic, text] : short_answers(results, comparison))
      list.push_back(
          {{"from", comparison.from}, {"to", comparison.to}, {"topic", topic}, {"text", text}});
  return list;
}

Json warnings_json(const Problems& problems) {
  auto list = Json::array();
  for (const auto& [place, message] : problems.warned())
    list.push_back(place.line > 0 ? fmt::format("line {}: {}", place.line, message) : message);
  return list;
}

Json csv_json(const Results& results) {
  return {{"measures.csv", measures_csv(results)},
          {"series.csv", series_csv(results)},
          {"differences.csv", differences_csv(results)},
          {"verdicts.csv", verdicts_csv(results)},
          {"times.csv", times_csv(results)},
          {"causes.csv", causes_csv(results)},
          {"dominoes.csv", dominoes_csv(results)}};
}

Json designs_json(const ReportSource& source) {
  auto list = Json::array();
  for (std::size_t i = 0; i < source.results.designs.size(); ++i)
    list.push_back(
        design_json(source.experiment.scenario, source.results.designs[i],
                    {i < source.traces.size() ? &source.traces[i] : nullptr,
                     i < source.proofs.size() ? &source.proofs[i] : nullptr, source.brief}));
  return list;
}

}  // namespace

Json report_json(const ReportSource& source) {
  const auto& results = source.results;
  const auto& frame = results.designs.front().frame;
  const bool has_deadline = frame.deadline < end_of_time - start_of_run;
  return {{"report", format},
          {"faultline", version},
          {"build", build()},
          {"command", source.command},
          {"title", results.title},
          {"question", results.question},
          {"seed", results.seed},
          {"replications", results.replications},
          {"wanted_replications", results.wanted_replications},
          {"length_s", seconds(frame.length - start_of_run)},
          {"warmup_s", seconds(frame.warm - start_of_run)},
          {"deadline_s", has_deadline ? Json(seconds(frame.deadline)) : Json(nullptr)},
          {"summary", summary_of(results)},
          {"strikes", strikes_json(source)},
          {"measures", all_measures_json()},
          {"chief_measures", chief_measures_json()},
          {"designs", designs_json(source)},
          {"differences", differences_json(results)},
          {"verdicts", verdicts_json(results)},
          {"hypothesis", hypothesis_report(results)},
          {"in_short", in_short_json(results)},
          {"warnings", warnings_json(source.experiment.document.problems)},
          {"scenario", source.scenario},
          {"csv", source.brief ? Json(nullptr) : csv_json(results)}};
}

std::string trouble_with_report(const std::string& text) {
  const auto json = Json::parse(text, nullptr, false);
  if (json.is_discarded() || !json.is_object() || !json.contains("designs"))
    return "it is not a report: it is cut off, or another program wrote it";
  if (json.value("report", 0) != format)
    return "another version of faultline wrote it; run the scenario again";
  return "";
}

}  // namespace faultline
