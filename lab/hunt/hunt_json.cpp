#include "analysis/measures/measures.hpp"
#include "lab/hunt/hunt_text.hpp"
#include "lab/hunt/hunt_words.hpp"

namespace faultline {

namespace {

Json json_of(const MeasureBound& claim) {
  Json json{{"measure", std::string(measures[claim.measure].key)}};
  if (claim.at_least) json["at_least"] = *claim.at_least;
  if (claim.at_most) json["at_most"] = *claim.at_most;
  return json;
}

/// The measures of the hypothesis.
Json measured(const Hypothesis& hypothesis, const std::vector<double>& means) {
  auto json = Json::object();
  for (const auto& claim : hypothesis.claims)
    json[std::string(measures[claim.measure].key)] = means[claim.measure];
  return json;
}

class Writing {
 public:
  explicit Writing(const Hunt& hunt) : hunt_(hunt) {}

  Json of(const Find& find) const {
    auto faults = Json::array();
    for (std::size_t i = 0; i < find.set.faults.size(); ++i) faults.push_back(fault(find, i));
    const auto& seconds = hunt_.menu.seconds;
    Json json{{"faults", std::move(faults)},
              {"tried_for_s", seconds[find.set.lasting]},
              {"least_for_s", nullptr}};
    if (find.least_lasting) json["least_for_s"] = seconds[*find.least_lasting];
    json["replications"] = find.replications;
    json["measures"] = measured(hunt_.hypothesis, find.means);
    json["effect"] = effect_in_words(hunt_, find);
    return json;
  }

  Json of(const FaultSet& set) const {
    auto faults = Json::array();
    for (const auto& sized : set.faults) faults.push_back(hunt_.menu.faults[sized.fault].text());
    return {{"design", hunt_.designs[set.design]}, {"faults", std::move(faults)}};
  }

 private:
  Json fault(const Find& find, std::size_t number) const {
    const auto& sized = find.set.faults[number];
    const auto& fault = hunt_.menu.faults[sized.fault];
    Json json{{"kind", fault.kind}, {"target", Json::parse(fault.place.target)}};
    const auto& own = fault.strength;
    if (own.field.empty()) return json;
    json["field"] = std::string(own.field);
    json["tried"] = fault.rungs[sized.strength];
    const auto& least = find.least_strengths[number];
    json["least"] = least ? Json(fault.rungs[*least]) : Json(nullptr);
    return json;
  }

  const Hunt& hunt_;
};

}  // namespace

Json hunt_json(const Hunt& hunt) {
  const Writing writing(hunt);
  auto hypothesis = Json::array();
  for (const auto& claim : hunt.hypothesis.claims) hypothesis.push_back(json_of(claim));
  auto designs = Json::object();
  std::size_t number = 0;
  for (std::size_t i = 0; i < hunt.designs.size(); ++i) {
    const auto& found = hunt.found[i];
    auto finds = Json::array();
    for (const auto& find : found.finds) {
      finds.push_back(writing.of(find));
      finds.back()["file"] = find_file(number++);
    }
    designs[hunt.designs[i]] = {{"holds_without_faults", found.holds},
                                {"without_faults", measured(hunt.hypothesis, found.without)},
                                {"finds", std::move(finds)},
                                {"unbroken", found.unbroken}};
  }
  auto untried = Json::array();
  for (const auto& set : hunt.untried) untried.push_back(writing.of(set));
  const auto& run = hunt.ground.scenario.run;
  return {{"title", hunt.title},
          {"hypothesis", std::move(hypothesis)},
          {"seed", hunt.seed},
          {"runs", hunt.runs},
          {"budget", hunt.settings.budget},
          {"run", {{"length_s", seconds(run.length)}, {"cut", hunt.ground.cut}}},
          {"strike_at_s", seconds(hunt.ground.at)},
          {"designs", std::move(designs)},
          {"not_tried",
           {{"fit_no_part", hunt.menu.nowhere},
            {"without_usual_strength", hunt.menu.unchosen},
            {"left_out_kinds", hunt.menu.narrowed_kinds},
            {"left_out_parts", hunt.menu.narrowed_parts},
            {"over_budget", std::move(untried)},
            {"more_faults_than", hunt.settings.most}}}};
}

}  // namespace faultline
