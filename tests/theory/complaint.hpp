#pragma once

#include <string>

#include "models/scenario/validation/validation.hpp"
#include "sim/language/problems.hpp"
#include "tests/theory/setup.hpp"

namespace faultline {

/// What a user is told of the scenario who tries to run it; empty where nothing is wrong.
inline std::string complaint(const Setup& setup) {
  auto document = parse_document(setup.text(), "test.json");
  try {
    read_scenario(document);
    return "";
  } catch (const ScenarioError& error) {
    return error.what();
  }
}

}  // namespace faultline
