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

/// The one thing that is warned of, or how many there are.
inline std::string warning(const Setup& setup) {
  auto document = parse_document(setup.text(), "test.json");
  read_scenario(document);
  const auto all = document.problems.warnings();
  return all.size() == 1 ? all.front() : std::to_string(all.size()) + " warnings";
}

}  // namespace faultline
