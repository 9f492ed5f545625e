#include "lab/results_json.hpp"

#include "analysis/measures.hpp"
#include "lab/build.hpp"
#include "lab/json.hpp"

namespace faultline {

namespace {

Json to_json(const Estimate& estimate) {
  return {{"mean", estimate.mean}, {"low", estimate.low}, {"high", estimate.high}};
}

/// null stands for nothing.
Json words(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }
Json bound(std::optional<double> value) { return value ? Json(*value) : Json(nullptr); }

Json to_json(const std::vector<Estimate>& slice) {
  auto json = Json::object();
  for (std::size_t i = 0; i < measures.size(); ++i)
    json[std::string(measures[i].key)] = to_json(slice[i]);
  return json;
}

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

Json to_json(const DesignResult& design) {
  auto json = to_json(design.slices.front());
  json["events"] = to_json(design.events);
  auto& windows = json["windows"] = Json::object();
  for (std::size_t i = 0; i < design.frame.windows.size(); ++i)
    windows[design.frame.windows[i].name] = to_json(design.slices[i + 1]);
  auto& classes = json["classes"] = Json::object();
  for (std::size_t i = 0; i < design.frame.classes.size(); ++i)
    classes[design.frame.classes[i]] = to_json(design.slices[1 + design.frame.windows.size() + i]);
  json["coupling"] = to_json(design.coupling);
  return json;
}

Json differences_json(const std::vector<DesignComparison>& comparisons) {
  auto list = Json::array();
  for (const auto& comparison : comparisons)
    for (const auto& difference : comparison.slices.front()) {
      Json json{{"from", comparison.from},
                {"to", comparison.to},
                {"measure", measures[difference.measure].key}};
      json.update(to_json(difference.estimate));
      json["winner"] = words(comparison.winner(difference));
      list.push_back(std::move(json));
    }
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

}  // namespace

std::string results_json(const Results& results, const Document& scenario) {
  Json json{{"faultline", version},
            {"build", build()},
            {"scenario", to_json(scenario.root)},
            {"seed", results.seed},
            {"replications", results.replications},
            {"partial", results.partial()},
            {"designs", Json::object()}};
  for (const auto& design : results.designs) json["designs"][design.name] = to_json(design);
  json["differences"] = differences_json(results.comparisons);
  json["verdicts"] = verdicts_json(results.verdicts);
  return to_text(json);
}

std::string scenario_json(const Document& scenario) { return to_text(to_json(scenario.root)); }

}  // namespace faultline
