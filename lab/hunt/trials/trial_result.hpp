#pragma once

#include <span>
#include <vector>

#include "analysis/measures/summary.hpp"
#include "lab/hunt/trials/fault_set.hpp"

namespace faultline {

/// What a run of a hunt looks at beside the measures of the whole run.
enum class Inspection : std::uint8_t {
  measures,
  lineage,  ///< the parts that useful work touched while the faults were active
  causes,   ///< why requests fail, or are never complete
};

/// What one design with a set of faults came to in one replication.
struct TrialResult {
  std::vector<double> measures;  ///< in their order
  /// By place: whether an attempt at it succeeded while the faults were active (without any: at
  /// that time). A topic stands for its broker too. Of Inspection::lineage only.
  std::vector<std::uint8_t> touched = {};
  RunSummary causes = {};  ///< of the whole run, measures and causes. Of Inspection::causes only.
};

/// Of a run whose edges' courses are kept only where the lineage is looked at.
TrialResult trial_result(const RunFrame& frame, const RunSummary& summary, const Window& active);

/// Runs it in this process, once.
TrialResult result_of(const Hunted& hunted, const FaultSet& set, std::size_t replication,
                      Inspection look, bool inside);

/// For a pipe between two processes of one machine; the second gives back the same bits.
std::vector<std::byte> to_bytes(const std::vector<TrialResult>& results);
std::vector<TrialResult> results_from_bytes(std::span<const std::byte> bytes);

}  // namespace faultline
