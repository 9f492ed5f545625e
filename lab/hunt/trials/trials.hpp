#pragma once

#include <map>
#include <optional>
#include <set>

#include "analysis/verdicts/sequential_test.hpp"
#include "lab/hunt/trials/hypothesis.hpp"
#include "lab/hunt/trials/shared_past.hpp"

namespace faultline {

struct TrialPlan {
  int jobs = 1;
  std::size_t budget = 0;    ///< of runs
  SequentialPlan test = {};  ///< of whether a set breaks the hypothesis in a replication
  bool lineage = false;      ///< looked at in the first replication
};

/// The runs of a hunt, each made once and remembered. What is asked and not known yet is noted, and
/// run together with everything else that is: whoever asks asks again afterwards. So the runs, and
/// which of them the budget covers, do not depend on the number of processes.
///
/// Replication i of every set has the same requests and the same random draws.
class Trials {
 public:
  Trials(const Hunted& hunted, const Hypothesis& hypothesis, const TrialPlan& settings)
      : hunted_(hunted), hypothesis_(hypothesis), settings_(settings) {}

  /// Whether the hypothesis breaks in the first replication.
  std::optional<bool> breaks_once(const FaultSet& set) { return breaks(set, 0); }
  /// Whether it does by the sequential test, and by the means over the replications of that.
  std::optional<bool> breaks(const FaultSet& set);

  /// Runs what was asked; false where nothing was, or the budget is spent. Throws Interrupted.
  bool run_asked();

  bool spent() const { return runs_ >= settings_.budget; }
  std::size_t runs() const { return runs_; }

  /// Of the first replication, which was run.
  const TrialResult& first(const FaultSet& set) const { return results_.at({set, 0}); }
  /// Means over those that were run, in a row from the first; in the order of the measures.
  std::vector<double> means(const FaultSet& set) const;
  std::size_t replications(const FaultSet& set) const;

  /// Why requests fail in the first replication of each, by one more run, which the budget does not
  /// count. Throws Interrupted.
  std::vector<TrialResult> explained(const std::vector<FaultSet>& sets) const;

 private:
  using Key = std::pair<FaultSet, std::size_t>;  ///< with the replication

  std::optional<bool> breaks(const FaultSet& set, std::size_t replication);
  std::vector<TrialGroup> groups_of(const std::vector<Key>& asked) const;
  std::vector<TrialResult> run(const TrialGroup& group) const;

  const Hunted& hunted_;
  const Hypothesis& hypothesis_;
  TrialPlan settings_;
  std::map<Key, TrialResult> results_;
  std::vector<Key> asked_;
  std::set<Key> noted_;
  std::size_t runs_ = 0;
};

}  // namespace faultline
