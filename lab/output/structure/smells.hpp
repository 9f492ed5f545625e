#pragma once

#include <string>
#include <vector>

#include "lab/text/json.hpp"
#include "models/smells/smell.hpp"

namespace faultline {

/// The smells of one design.
struct DesignSmells {
  std::string design;
  std::vector<Smell> smells;
};

std::string_view name_of(Severity severity);
Severity severity_named(std::string_view name);

/// One after the other, with where it stands in the file and what to do about it.
std::string smells_text(const std::vector<Smell>& smells);
Json smells_json(const std::vector<Smell>& smells);

/// All of them as a log of SARIF 2.1.0 about that file. Source: OASIS, "Static Analysis Results
/// Interchange Format (SARIF) Version 2.1.0", 2020.
Json smells_sarif(const std::vector<DesignSmells>& designs, const std::string& file);

}  // namespace faultline
