#pragma once

#include "lab/text/json.hpp"
#include "sim/language/shape.hpp"

namespace faultline {

/// What stands in "definitions" for a family or a kind of quantity, by a key without blanks.
std::string definition_key(const std::string& name);

/// {"$ref": ...} to what stands there.
Json reference_to(const std::string& key);

/// A number with one of the units, as a pattern; the reader takes no more and no less, but for a
/// sign, which no field makes use of.
Json quantity_schema(const Shape& quantity, bool positive);

/// The limits of a number.
void add_limits(Json& schema, const Rule& rule);

/// A field's sentence, its legal range, its default.
Json annotated(Json schema, const Field& field);

}  // namespace faultline
