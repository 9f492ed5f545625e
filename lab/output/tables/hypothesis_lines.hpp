#pragma once

#include <string>
#include <vector>

#include "lab/output/results.hpp"
#include "lab/output/tables/table.hpp"
#include "lab/text/terminal.hpp"

namespace faultline {

/// One probe of one design in one phase, in words.
struct ToldProbe {
  std::string design;
  Phase phase;
  Steadiness steadiness;
  std::string claim;    ///< "availability before the faults at least 99 %"
  std::string finding;  ///< "99.98 ± 0.01 %"
};
std::vector<ToldProbe> probes_in_words(const Results& results);

/// What the faults did to the hypothesis of each design, a sentence for each fault, and the error
/// budgets; "rest, payment down: detected after 10 s, ...".
std::vector<std::string> consequences_in_words(const Results& results);

/// How often and when the runs of each design were aborted, a sentence for each.
std::vector<std::string> aborts_in_words(const Results& results);

/// "rest deviated, events held"; behind a design that was aborted in any replication "(aborted)".
std::string hypothesis_in_short(const Results& results);

/// All of it, under its heading; in brief without the probes that held. Empty without a hypothesis
/// and a stop condition.
std::string hypothesis_lines(const Results& results, const Paint& paint, Detail detail);

}  // namespace faultline
