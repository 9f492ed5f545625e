#include "analysis/measures/measures.hpp"
#include "analysis/verdicts/replications.hpp"
#include "lab/advice/advice_text.hpp"
#include "lab/output/json/inside_json.hpp"

namespace faultline {

namespace {

Json to_json(const DesignRuns& trial) {
  auto own = Json::object();
  for (std::size_t i = 0; i < measures.size(); ++i)
    own[std::string(measures[i].key)] = to_json(estimate_measure(trial.runs, 0, i));
  return {{"expectations", trial.expectations},
          {"held", trial.held},
          {"monolith_score", trial.score},
          {"measures", std::move(own)}};
}

Json to_json(const Remedy& remedy) { return {{"kind", remedy.kind}, {"what", remedy.what}}; }

Json to_json(const TriedRemedy& tried) {
  auto gains = Json::object();
  for (const auto& difference : tried.gains) {
    auto own = to_json(difference.estimate);
    own["p"] = difference.p;
    if (difference.winner != Winner::none)
      own["better"] = difference.winner == Winner::second ? "with" : "without";
    gains[std::string(measures[difference.measure].key)] = std::move(own);
  }
  auto json = to_json(tried.remedy);
  json["with"] = to_json(tried.runs);
  json["difference"] = std::move(gains);
  return json;
}

Json to_json(const RefusedRemedy& refused) {
  auto json = to_json(refused.remedy);
  json["why"] = refused.why;
  return json;
}

template <class Part>
Json list_of(const std::vector<Part>& parts) {
  auto list = Json::array();
  for (const auto& part : parts) list.push_back(to_json(part));
  return list;
}

}  // namespace

Json advice_json(const std::vector<Advice>& designs) {
  auto json = Json::object();
  for (const auto& advice : designs)
    json[advice.design] = {{"as_it_is", to_json(advice.before)},
                           {"alone", list_of(advice.alone)},
                           {"without_gain", list_of(advice.without_gain)},
                           {"refused", list_of(advice.refused)},
                           {"sequence", list_of(advice.sequence)}};
  return {{"designs", std::move(json)}};
}

}  // namespace faultline
