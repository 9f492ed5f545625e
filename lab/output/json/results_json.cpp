#include "lab/output/json/results_json.hpp"

#include "analysis/measures/event_books.hpp"
#include "analysis/measures/hypothesis.hpp"
#include "analysis/measures/measures.hpp"
#include "analysis/measures/part_tally.hpp"
#include "analysis/measures/recovery.hpp"
#include "analysis/measures/strike_tally.hpp"
#include "lab/output/json/dominoes.hpp"
#include "lab/output/json/hypothesis_json.hpp"
#include "lab/output/json/inside_json.hpp"
#include "lab/output/json/over_time.hpp"
#include "lab/text/build.hpp"
#include "lab/text/json.hpp"

namespace faultline {

namespace {

/// null stands for nothing.
Json words(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }
Json bound(std::optional<double> value) { return value ? Json(*value) : Json(nullptr); }

Json to_json(const EntryCoupling& coupling) {
  return {{"longest_chain", coupling.hops()},
          {"longest_chain_path", coupling.longest_chain},
          {"services_that_must_be_up", coupling.must_be_up.size()},
          {"must_be_up", coupling.must_be_up},
          {"shared_databases", coupling.shared_stores},
          {"services_in_path", coupling.services_in_path},
          {"worst_loss", coupling.worst_loss},
          {"worst_loss_of", coupling.worst_parts},
          {"mean_blast_radius", coupling.mean_blast_radius},
          {"availability_bound", coupling.availability_bound},
          {"event_edges", coupling.event_edges}};
}

/// The books of events: of each topic, and below it of each subscription.
Json books_json(const DesignResult& design) {
  auto json = Json::object();
  const auto& frame = design.frame;
  for (std::size_t i = 0; i < design.topics.size(); ++i) {
    auto& topic = json[frame.topics[i]] = row_json(design.topics[i], topic_columns);
    topic["subscriptions"] = Json::object();
  }
  for (std::size_t i = 0; i < design.subscriptions.size(); ++i) {
    const auto& group = frame.subscriptions[i];
    json[frame.topics[group.topic]]["subscriptions"][group.name] =
        row_json(design.subscriptions[i], subscription_columns);
  }
  return json;
}

/// How it came back from each fault, by the fault's name.
Json recovery_json(const DesignResult& design) {
  auto json = Json::object();
  for (std::size_t i = 0; i < design.recoveries.size(); ++i)
    json[design.frame.faults[i].name] = row_json(design.recoveries[i], recovery_columns);
  return json;
}

/// How often the faults with a condition struck, by name.
Json strikes_json(const DesignResult& design) {
  auto json = Json::object();
  for (std::size_t i = 0; i < design.strikes.size(); ++i)
    json[design.frame.faults[design.frame.conditional[i]].name] =
        row_json(design.strikes[i], strike_columns);
  return json;
}

/// Of each part, by its name.
Json parts_json(const DesignResult& design) {
  auto json = Json::object();
  for (std::size_t i = 0; i < design.parts.size(); ++i)
    json[design.frame.parts[i]] = row_json(design.parts[i], part_columns);
  return json;
}

/// All that is said of one slice.
Json slice_json(const DesignResult& design, std::size_t slice) {
  auto json = measures_json(design.slices[slice]);
  json["time"] = time_json(design, slice);
  return json;
}

/// The windows of the run, or of one class of requests; `slice_of` says where each stands.
Json windows_json(const DesignResult& design, auto slice_of) {
  auto json = Json::object();
  for (std::size_t i = 0; i < design.frame.windows.size(); ++i)
    json[design.frame.windows[i].name] = slice_json(design, slice_of(i));
  return json;
}

Json to_json(const DesignResult& design) {
  auto json = slice_json(design, 0);
  json["events"] = to_json(design.events);
  const auto& frame = design.frame;
  json["windows"] =
      windows_json(design, [&](std::size_t window) { return frame.slice_of_window(window); });
  auto& classes = json["classes"] = Json::object();
  for (std::size_t i = 0; i < frame.classes.size(); ++i) {
    auto& own = classes[frame.classes[i]] = slice_json(design, frame.slice_of_class(i));
    own["windows"] =
        windows_json(design, [&](std::size_t window) { return frame.slice_of_class(i, window); });
  }
  json["parts"] = parts_json(design);
  json["causes"] = causes_json(design.causes, design);
  json["incomplete"] = causes_json(design.incomplete, design);
  json["recovery"] = recovery_json(design);
  json["topics"] = books_json(design);
  json["coupling"] = to_json(design.coupling);
  json["dominoes"] = dominoes_json(design);
  json["over_time"] = over_time_json(design);
  json["strikes"] = strikes_json(design);
  json["abort"] = design.aborts.empty() ? Json(nullptr) : row_json(design.aborts[0], abort_columns);
  return json;
}

/// Of the measure in one slice.
Json difference_json(const DesignComparison& comparison, std::size_t slice, std::size_t measure) {
  const auto& difference = comparison.slices[slice][measure];
  auto json = to_json(difference.estimate);
  json["winner"] = words(comparison.winner(difference));
  return json;
}

/// The whole run, and below it its windows and classes, as they stand below a design.
Json difference_json(const DesignComparison& comparison, const RunFrame& frame,
                     std::size_t measure) {
  Json json{{"from", comparison.from}, {"to", comparison.to}, {"measure", measures[measure].key}};
  json.update(difference_json(comparison, 0, measure));
  const auto windows = [&](auto slice_of) {
    auto found = Json::object();
    for (std::size_t i = 0; i < frame.windows.size(); ++i)
      found[frame.windows[i].name] = difference_json(comparison, slice_of(i), measure);
    return found;
  };
  json["windows"] = windows([&](std::size_t window) { return frame.slice_of_window(window); });
  auto& classes = json["classes"] = Json::object();
  for (std::size_t i = 0; i < frame.classes.size(); ++i) {
    auto& own = classes[frame.classes[i]] =
        difference_json(comparison, frame.slice_of_class(i), measure);
    own["windows"] = windows([&](std::size_t window) { return frame.slice_of_class(i, window); });
  }
  return json;
}

Json differences_json(const Results& results) {
  auto list = Json::array();
  const auto& frame = results.designs.front().frame;
  for (const auto& comparison : results.comparisons)
    for (std::size_t measure = 0; measure < measures.size(); ++measure)
      list.push_back(difference_json(comparison, frame, measure));
  return list;
}

Json verdicts_json(const std::vector<JudgedExpectation>& verdicts) {
  auto list = Json::array();
  for (const auto& [expected, verdict] : verdicts) {
    const auto& asked = expected.expectation;
    Json json{{"design", expected.design},
              {"measure", measures[asked.measure].key},
              {"window", words(expected.window)},
              {"at_least", bound(asked.at_least)},
              {"at_most", bound(asked.at_most)}};
    json.update(to_json(verdict.estimate));
    json["passed"] = verdict.passed;
    json["close"] = verdict.close;
    json["reason"] = words(std::string(verdict.reason));
    list.push_back(std::move(json));
  }
  return list;
}

/// null where it was given on the command line, which has no lines.
Json number(int place) { return place > 0 ? Json(place) : Json(nullptr); }

Json warnings_json(const Problems& problems) {
  auto list = Json::array();
  for (const auto& [place, message] : problems.warned())
    list.push_back({{"file", problems.file()},
                    {"line", number(place.line)},
                    {"column", number(place.column)},
                    {"pointer", place.pointer},
                    {"text", message}});
  return list;
}

}  // namespace

std::string results_json(const Results& results, const Document& scenario) {
  Json json{{"faultline", version},
            {"build", build()},
            {"scenario", to_json(scenario.root)},
            {"seed", results.seed},
            {"replications", results.replications},
            {"wanted_replications", results.wanted_replications},
            {"partial", results.partial()},
            {"warnings", warnings_json(scenario.problems)},
            {"designs", Json::object()}};
  for (const auto& design : results.designs) json["designs"][design.name] = to_json(design);
  json["differences"] = differences_json(results);
  json["verdicts"] = verdicts_json(results.verdicts);
  json["hypothesis"] = hypothesis_json(results);
  return to_text(json);
}

std::string scenario_json(const Document& scenario) { return to_text(to_json(scenario.root)); }

}  // namespace faultline
