#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>

#include "analysis/measures/measures.hpp"
#include "lab/hunt/hunt_text.hpp"
#include "lab/hunt/hunt_words.hpp"

namespace faultline {

namespace {

/// As an entry of `expect`.
Json entry_of(const MeasureBound& claim, const std::string& design) {
  Json entry{{"design", design}, {"measure", std::string(measures[claim.measure].key)}};
  if (claim.at_least) entry["at_least"] = *claim.at_least;
  if (claim.at_most) entry["at_most"] = *claim.at_most;
  return entry;
}

std::string scenario_of(const Hunt& hunt, const Find& find) {
  const auto& design = hunt.designs[find.set.design];
  auto document = document_with(hunt.hunted(), find.smallest);
  set_value(document, fmt::format("run.replications={}", find.replications));
  auto json = to_json(document.root);
  json["question"] = fmt::format("Does {} break {}?", text_of(hunt.menu, find.set), design);
  json["expect"] = Json::array();
  for (const auto& claim : hunt.hypothesis.claims)
    if (!std::isnan(find.means[claim.measure])) json["expect"].push_back(entry_of(claim, design));
  return to_text(json);
}

}  // namespace

std::vector<ResultFile> hunt_files(const Hunt& hunt) {
  std::vector<ResultFile> files;
  for (const auto& found : hunt.found)
    for (const auto& find : found.finds)
      files.push_back({find_file(files.size()), scenario_of(hunt, find)});
  return files;
}

}  // namespace faultline
