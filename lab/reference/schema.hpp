#pragma once

#include "lab/text/json.hpp"

namespace faultline {

/// The JSON Schema (draft-07) of scenario files, made from the declared fields: what the reader
/// knows of a single field, an editor and a validator know too. What only several fields together
/// tell (that a name exists, that a design produces every effect) is not in it.
Json scenario_schema();

}  // namespace faultline
