#pragma once

#include <string>
#include <vector>

#include "analysis/measures/measures.hpp"
#include "sim/language/shape.hpp"

namespace faultline {

/// The objects and families that `root` is made of, itself included: each once, by name, in the
/// order in which one meets them.
std::vector<Shape> named_shapes(const Shape& root);

/// What a value of this form is, in a word or two: "duration", "list of step", "true or false".
std::string type_in_words(const Shape& shape);

/// "required", the default as one writes it, or "-" where nothing need be said.
std::string default_in_words(const Field& field);

/// {"kind": "retry", ...}
std::string how_written(const KindShape& kind);

/// Which way is the better one: "higher", "lower" or "-".
std::string better_in_words(const Measure& measure);

/// Its meaning, and when it has no value.
std::string meaning_in_words(const Measure& measure);

/// The sentence of a field, with the words of a choice.
std::string sentence_of(const Field& field);

}  // namespace faultline
