#include "lab/report/hypothesis_report.hpp"

#include "lab/output/tables/hypothesis_lines.hpp"

namespace faultline {

Json hypothesis_report(const Results& results) {
  const auto verdict = results.hypothesis();
  auto sentences = consequences_in_words(results);
  for (auto& line : aborts_in_words(results)) sentences.push_back(std::move(line));
  if (!verdict && sentences.empty()) return nullptr;
  auto probes = Json::array();
  for (const auto& told : probes_in_words(results))
    probes.push_back({{"design", told.design},
                      {"verdict", name_of(told.steadiness)},
                      {"claim", told.claim},
                      {"finding", told.finding}});
  return {{"title", results.hypothesis_title},
          {"verdict", verdict ? Json(name_of(*verdict)) : Json(nullptr)},
          {"in_short", hypothesis_in_short(results)},
          {"probes", std::move(probes)},
          {"sentences", std::move(sentences)}};
}

}  // namespace faultline
