#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "analysis/estimates/estimate.hpp"
#include "analysis/measures/summary.hpp"
#include "analysis/verdicts/replications.hpp"
#include "sim/records/records.hpp"

namespace faultline {

/// What the interval of a mean says of a tolerance, from good to bad. Held: all of the interval is
/// tolerated, its ends included. Deviated: none of it is. Inconclusive: the tolerance ends within
/// it, or there is no interval. If the true mean is where the tolerance ends, either of the first
/// two is said with a probability of 2.5 %.
enum class Steadiness : std::uint8_t { held, inconclusive, deviated };
std::string_view name_of(Steadiness steadiness);

/// Part of the run in which a probe is judged; `run`: the whole run, for a measure without a
/// course over time.
enum class Phase : std::uint8_t { run, before, during, after };
std::string_view name_of(Phase phase);

struct PhaseVerdict {
  Phase phase;
  Steadiness steadiness;
  Estimate estimate;        ///< of the value; of `during`: of the worst window
  double replications;      ///< that would decide an inconclusive one; infinite: none; else NaN
  std::string_view reason;  ///< why there is no value; else empty
};

struct JudgedProbe {
  Probe probe;
  std::vector<PhaseVerdict> phases;
  std::optional<Estimate> windows_out;  ///< share of the windows of `during`
  /// For a share with `at_least` p < 1: failures / ((1 - p) requests) = (1 - share) / (1 - p), over
  /// the whole measured run; 1 is all that the objective allows.
  /// Source: Beyer et al., "The Site Reliability Workbook", 2018, chapter 2.
  std::optional<Estimate> budget_burnt;

  Steadiness steadiness() const;
};

/// The hypothesis of one design.
struct JudgedHypothesis {
  std::vector<JudgedProbe> probes;
  Cells faults;  ///< by fault, then by `hypothesis_fault_columns`

  /// The worst of its probes.
  Steadiness steadiness() const;
};

/// Of replications of a design whose frame has a hypothesis.
JudgedHypothesis judge_hypothesis(const RunFrame& frame, std::span<const RunSummary> runs);

}  // namespace faultline
