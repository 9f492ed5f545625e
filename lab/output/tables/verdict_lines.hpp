#pragma once

#include <string>

#include "lab/output/results.hpp"
#include "lab/output/tables/table.hpp"
#include "lab/text/terminal.hpp"

namespace faultline {

/// Expectations in words, with pass or FAIL before them: all of them, or in brief the failed ones.
std::string verdict_lines(const Results& results, const Paint& paint, Detail detail);

/// An expectation in words: "availability during payment down at most 5 %", and "0.146 %".
struct ToldVerdict {
  std::string claim;
  std::string finding;
};
ToldVerdict told_verdict(const JudgedExpectation& judged, std::size_t replications);

/// "rest: availability during payment down at most 5 %: 0.146 %".
std::string verdict_in_words(const JudgedExpectation& judged, std::size_t replications);

}  // namespace faultline
