#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "sim/language/document.hpp"

namespace faultline {

/// What is written keeps its order. NaN becomes null; a number is written so that it reads back as
/// the same bits.
using Json = nlohmann::ordered_json;

/// The value as the scenario has it, comments aside.
Json to_json(const Node& node);

/// Indented, with a line end at the end.
std::string to_text(const Json& json);

}  // namespace faultline
