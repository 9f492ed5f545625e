#pragma once

#include <string_view>

#include "models/scenario/validation/validation.hpp"

namespace faultline {

/// Reads any text as a scenario and validates it, which ends well or with a ScenarioError; whatever
/// else happens is a bug of ours.
inline void read_any(std::string_view text) {
  try {
    auto document = parse_document(text, "any.json");
    read_scenario(document);
  } catch (const ScenarioError&) {
  }
}

}  // namespace faultline
