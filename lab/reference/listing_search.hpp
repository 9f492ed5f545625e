#pragma once

#include <string>

namespace faultline {

/// Where `word` is the name of a section or a family of kinds: all of it. Where it is the name of a
/// kind: each kind of that name in full, with an example from a
/// scenario that shows it. Otherwise every kind, field, measure and scenario whose name or sentence
/// holds it. Empty where none does.
std::string word_listed(const std::string& word);

/// The name of a kind or measure that is nearest to `word`; empty where none is near.
std::string nearest_listed(const std::string& word);

}  // namespace faultline
