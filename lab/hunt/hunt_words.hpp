#pragma once

#include <string>
#include <vector>

#include "lab/hunt/hunt.hpp"

namespace faultline {

/// "2.5 s", of a rung of the times that faults last.
std::string lasting_in_words(const Menu& menu, std::size_t rung);

/// What a find takes at least: "2.5 s or longer; for 60 s, rate 0.02 or more".
std::string threshold_in_words(const Hunt& hunt, const Find& find);

/// What is broken and how: "availability 98.2 % instead of at least 99 %".
std::string broken_in_words(const Hypothesis& hypothesis, const std::vector<double>& means);

/// The commonest way to fail, from the root to the client, of the requests that fail, or of the
/// accepted ones that are never complete where those are more; empty where none does.
std::string effect_in_words(const Hunt& hunt, const Find& find);

/// What a hunt did not try, and why: a reason each.
std::vector<std::string> untried_in_words(const Hunt& hunt);

}  // namespace faultline
