#include "lab/output/json/hypothesis_json.hpp"

#include <cmath>

#include "analysis/measures/hypothesis.hpp"
#include "lab/output/json/inside_json.hpp"

namespace faultline {

namespace {

Json bound(std::optional<double> value) { return value ? Json(*value) : Json(nullptr); }
Json estimated(const std::optional<Estimate>& found) {
  return found ? to_json(*found) : Json(nullptr);
}

Json to_json(const PhaseVerdict& verdict) {
  Json json{{"phase", name_of(verdict.phase)}, {"verdict", name_of(verdict.steadiness)}};
  json.update(to_json(verdict.estimate));
  json["replications_to_decide"] =
      std::isfinite(verdict.replications) ? Json(verdict.replications) : Json(nullptr);
  json["reason"] = verdict.reason.empty() ? Json(nullptr) : Json(verdict.reason);
  return json;
}

Json to_json(const JudgedProbe& judged, const RunFrame& frame) {
  const auto& probe = judged.probe;
  Json json{{"measure", probe.measure},
            {"class", probe.request_class ? Json(frame.classes[*probe.request_class]) : Json()},
            {"at_least", bound(probe.at_least)},
            {"at_most", bound(probe.at_most)},
            {"verdict", name_of(judged.steadiness())},
            {"phases", Json::array()},
            {"windows_out", estimated(judged.windows_out)},
            {"error_budget_burnt", estimated(judged.budget_burnt)}};
  for (const auto& verdict : judged.phases) json["phases"].push_back(to_json(verdict));
  return json;
}

Json to_json(const JudgedHypothesis& judged, const RunFrame& frame) {
  Json json{{"verdict", name_of(judged.steadiness())},
            {"probes", Json::array()},
            {"faults", Json::object()}};
  for (const auto& probe : judged.probes) json["probes"].push_back(to_json(probe, frame));
  for (std::size_t i = 0; i < judged.faults.size(); ++i)
    json["faults"][frame.faults[i].name] = row_json(judged.faults[i], hypothesis_fault_columns);
  return json;
}

}  // namespace

Json hypothesis_json(const Results& results) {
  const auto verdict = results.hypothesis();
  if (!verdict) return nullptr;
  Json json{{"title", results.hypothesis_title},
            {"window_s", seconds(results.hypothesis_window)},
            {"verdict", name_of(*verdict)},
            {"designs", Json::object()}};
  for (const auto& design : results.designs)
    if (design.hypothesis) json["designs"][design.name] = to_json(*design.hypothesis, design.frame);
  return json;
}

}  // namespace faultline
