#pragma once

#include <string>
#include <vector>

#include "lab/running/runs.hpp"

namespace faultline {

/// What one design measured over the whole run, by replication.
struct MeasuredDesign {
  std::string name;
  std::vector<RunSummary> runs;  ///< with one slice and nothing else
};

std::vector<MeasuredDesign> measured(const std::vector<std::string>& designs, const Runs& runs);

/// One row for each design and replication, one column for each measure; from it two runs can be
/// compared replication by replication.
std::string replications_csv(const std::vector<std::string>& designs, const Runs& runs);

/// Reads it back: a measure without a column has no value. Throws ScenarioError, whose text begins
/// with `file`, where the text is not such a table.
std::vector<MeasuredDesign> read_replications(const std::string& text, const std::string& file);

}  // namespace faultline
