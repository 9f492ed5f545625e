#pragma once

#include <string>

#include "lab/output/results.hpp"

namespace faultline {

/// The verdicts as JUnit XML, for continuous integration: one suite for the scenario, one case for
/// each expectation and for each probe of the hypothesis, design and phase. What is not met or has
/// deviated is a failure, what is inconclusive is skipped. All times are simulated seconds, and the
/// time stamp is a fixed one, so that the same run gives the same file.
std::string junit_xml(const Results& results);

/// The text as it stands in an attribute or between two tags; characters that XML cannot hold
/// become U+FFFD.
std::string xml(const std::string& text);

}  // namespace faultline
