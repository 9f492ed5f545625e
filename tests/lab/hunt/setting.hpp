#pragma once

#include "lab/hunt/hunt.hpp"
#include "tests/lab/tiny_scenario.hpp"

namespace faultline {

/// The experiment of a scenario's text.
inline Experiment experiment_in(const std::string& text, const RunOptions& options = {}) {
  return experiment_of(parse_document(text, "shop.json"), options);
}

/// The text with another one in it.
inline std::string replaced(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

}  // namespace faultline
