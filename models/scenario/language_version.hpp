#pragma once

#include "sim/language/document.hpp"

namespace faultline {

/// The version of the scenario language that this program reads.
inline constexpr int language_version = 1;

/// Throws ScenarioError where the document is written for another version: what else is wrong with
/// it cannot be judged.
void check_version(Document& document);

}  // namespace faultline
