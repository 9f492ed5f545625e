#include "lab/output/explanations/explanation.hpp"
#include "lab/output/json/dominoes.hpp"
#include "lab/output/json/inside_json.hpp"

namespace faultline {

namespace {

Json to_json(const DesignProofs& proofs, const RunFrame& frame) {
  auto json = Json::object();
  for (const auto& [fault, proof] : proofs.faults)
    json[frame.faults[fault].name] = {{"failed", to_json(proof.failed)},
                                      {"failed_without", to_json(proof.failed_without)},
                                      {"because", to_json(proof.because)},
                                      {"blamed", to_json(proof.blamed)},
                                      {"agreement", to_json(proof.agreement)}};
  return json;
}

}  // namespace

Json explanation_json(const Results& results, const std::vector<DesignProofs>& proofs) {
  Json json{{"title", results.title},
            {"question", results.question},
            {"seed", results.seed},
            {"replications", results.replications},
            {"designs", Json::object()}};
  for (std::size_t i = 0; i < results.designs.size(); ++i) {
    const auto& design = results.designs[i];
    auto& own = json["designs"][design.name];
    own["failed_without_any_fault"] = to_json(proofs[i].failed_without_any);
    own["proofs"] = to_json(proofs[i], design.frame);
    own["causes"] = causes_json(design.causes, design);
    own["incomplete"] = causes_json(design.incomplete, design);
    own["dominoes"] = dominoes_json(design);
  }
  return json;
}

}  // namespace faultline
