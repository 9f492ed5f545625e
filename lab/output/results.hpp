#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/estimates/estimate.hpp"
#include "analysis/graph/score.hpp"
#include "analysis/verdicts/cause_shares.hpp"
#include "analysis/verdicts/comparison.hpp"
#include "analysis/verdicts/empirical_distribution.hpp"
#include "analysis/verdicts/hypothesis_verdict.hpp"
#include "analysis/verdicts/replications.hpp"
#include "analysis/verdicts/verdict.hpp"
#include "lab/running/coupling.hpp"
#include "lab/running/experiment.hpp"
#include "lab/running/runs.hpp"
#include "sim/records/records.hpp"

namespace faultline {

/// What all replications say of one design.
struct DesignResult {
  std::string name;
  RunFrame frame;
  EntryCoupling coupling;
  MonolithScore monolith;                     ///< by the wiring alone
  std::vector<std::vector<Estimate>> slices;  ///< the whole run, then frame.slices(); by `measures`
  std::vector<std::vector<Estimate>> series;  ///< by `series_columns`, then by bucket
  std::vector<std::vector<Estimate>> topics;  ///< by topic, then by `topic_columns`
  /// By subscription, then by `subscription_columns`.
  std::vector<std::vector<Estimate>> subscriptions;
  std::vector<std::vector<Estimate>> parts;       ///< by part, then by `part_columns`
  std::vector<std::vector<Estimate>> recoveries;  ///< by fault, then by `recovery_columns`
  Cells times;                                    ///< by slice and place, then by activity; seconds
  Cells slowest_times;                            ///< the same of the slowest 1 %
  std::vector<CauseShare> causes;                 ///< the greatest share first
  std::vector<CauseShare> incomplete;             ///< why accepted transactions never complete
  std::vector<CauseShare> of_faults;              ///< by fault, active or over
  std::vector<CauseShare> sustained;  ///< of faults that are over, by what sustains the failures
  std::vector<CauseShare> roots;      ///< the same by root alone
  CourseResult course;                ///< of the parts and edges
  Cells dominoes;                     ///< by fault and part, then `domino_columns`
  Cells blast_radii;                  ///< by fault
  std::vector<double> wired_blast_radii;             ///< by fault, by the wiring alone
  std::vector<EmpiricalDistribution> distributions;  ///< by `distributed`; with the course
  Estimate events;                                   ///< of the calendar
  std::optional<JudgedHypothesis> hypothesis = {};   ///< where any of its probes is for this design
  Cells strikes;  ///< as RunFrame::conditional, by `strike_columns`
  Cells aborts;   ///< one row by `abort_columns`; none without a stop condition
};

/// The row whose mean in the column is greatest, the first of those; nothing where there is none.
std::optional<std::size_t> row_with_most(const std::vector<std::vector<Estimate>>& table,
                                         std::size_t column);

/// A design against one that the scenario names after it.
struct DesignComparison {
  std::string from;
  std::string to;
  std::vector<std::vector<Difference>> slices;  ///< as those of the designs; by `measures`

  /// Empty where none is named.
  std::string winner(const Difference& difference) const;
};

struct JudgedExpectation {
  NamedExpectation expected;
  Verdict verdict;
};

/// What an experiment has shown: what every form of output is written from.
struct Results {
  std::string title;
  std::string question;
  std::uint64_t seed;
  std::size_t replications;         ///< finished
  std::size_t wanted_replications;  ///< more than finished where the user stopped it
  std::vector<DesignResult> designs;
  std::vector<DesignComparison> comparisons;  ///< every pair; those with the first design first
  std::vector<JudgedExpectation> verdicts;    ///< none where no replication has finished

  std::string hypothesis_title = {};
  Duration hypothesis_window = {};

  bool partial() const { return replications < wanted_replications; }
  bool all_passed() const;
  /// The worst over the designs; nothing where there is no hypothesis.
  std::optional<Steadiness> hypothesis() const;
  /// Whether all expectations are met and the hypothesis has not deviated.
  bool hold() const { return all_passed() && hypothesis() != Steadiness::deviated; }

  /// The first design against each other one: the pairs that texts describe.
  std::span<const DesignComparison> comparisons_in_words() const;
};

Results results_of(const Experiment& experiment, const Runs& runs);

}  // namespace faultline
