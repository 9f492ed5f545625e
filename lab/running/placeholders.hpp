#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "lab/running/observation.hpp"
#include "models/scenario/scenario.hpp"

namespace faultline {

/// The placeholders of a lesson's text, without their braces, in order; of one that is not closed,
/// what follows its brace.
std::vector<std::string> placeholders_in(const std::string& text);

/// Whether each brace that opens is closed, and none closes that is not open.
bool braces_match(const std::string& text);

/// The text with each placeholder replaced by what `words` says of it.
std::string filled(const std::string& text,
                   const std::function<std::string(const std::string&)>& words);

/// What "DESIGN.MEASURE WINDOW" names; nothing where it does not begin with the name of a design.
std::optional<Observation> observation_in(const std::string& placeholder, const Scenario& scenario);

/// A setting as it stands in a sentence: "2 min" for "2min"; nothing where it is no plain value.
std::optional<std::string> setting_in_words(const Node* setting);

/// The text with the settings of the scenario in it; what else is measured stays as it is.
std::string with_settings(const std::string& text, const Document& document);

}  // namespace faultline
