#pragma once

#include <string>
#include <vector>

#include "lab/output/results.hpp"
#include "lab/text/terminal.hpp"

namespace faultline {

/// The designs compared by what one decides between them: coupling, failure mode, complexity and
/// latency, a sentence each. It names a design only where the intervals do; empty for one design.
std::string in_short(const Results& results, const Paint& paint);

/// One of the four answers: "coupling", and what is said of it.
struct ShortAnswer {
  std::string topic;
  std::string text;
};

/// The same of one comparison, as data.
std::vector<ShortAnswer> short_answers(const Results& results, const DesignComparison& comparison);

}  // namespace faultline
