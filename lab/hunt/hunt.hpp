#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "analysis/verdicts/sequential_test.hpp"
#include "lab/hunt/trials/hypothesis.hpp"
#include "lab/hunt/trials/trial_result.hpp"

namespace faultline {

/// A smallest set of faults that breaks the hypothesis in one design: no set within it does.
struct Find {
  FaultSet set;  ///< as long and as strong as it was tried
  /// The least time and, by fault, the least strength with which it still breaks it, each with
  /// everything else as in `set`. Nothing where the budget did not suffice, or, of a strength,
  /// where the fault has no degrees.
  std::optional<std::size_t> least_lasting;
  std::vector<std::optional<std::size_t>> least_strengths;
  FaultSet smallest;          ///< `set`, but for the least time
  std::size_t replications;   ///< that the test of `smallest` took
  std::vector<double> means;  ///< of `smallest`, by measure
  TrialResult explained;      ///< its first replication, with causes
};

/// What was found in one design.
struct DesignHunt {
  std::vector<double> without;  ///< faults, the means by measure
  bool holds = false;           ///< the hypothesis without faults; otherwise nothing is tried
  std::vector<Find> finds;
  std::vector<std::string> unbroken;  ///< parts that are in no find, though faults struck them
};

struct HuntSettings {
  int jobs = 1;
  std::size_t budget = 0;  ///< of runs
  std::size_t most = 2;    ///< faults at once
  SequentialPlan test = {};
  MenuFilter filter = {};
  std::vector<std::string> hypotheses = {};
  std::function<void(const std::string&)> tell = {};  ///< what is being tried
};

struct Hunt {
  std::string title;
  std::vector<std::string> designs;
  Ground ground;
  Menu menu;
  Hypothesis hypothesis;
  HuntSettings settings;
  std::uint64_t seed;
  std::vector<DesignHunt> found = {};  ///< by design
  std::vector<FaultSet> untried = {};  ///< since the budget was spent
  std::size_t runs = 0;

  Hunted hunted() const { return {ground, menu, designs}; }
  /// Something breaks some design, if only nothing at all.
  bool breaks() const;
};

/// Tries every fault of the menu on each design, then pairs and triples of those that did not break
/// it, and shrinks what does.
///
/// What breaks the hypothesis in the first replication is tested by a sequential test over
/// replications (SequentialTest), and what passes is shrunk (least_rung). A fault that breaks it in
/// some replications only, and not in the first, is missed.
///
/// A larger set grows from one that survived, by a fault at another part that useful work touched
/// while the faults of that set were active: one that nothing touched could not have changed the
/// outcome (Survived). Sets whose faults did more harm by themselves come first. Source:
/// lineage-driven fault injection; Alvaro, Rosen, Hellerstein, "Lineage-driven fault injection",
/// SIGMOD 2015. It differs: what was touched is taken for what the outcome depended on, which tries
/// more than is needed and misses nothing.
///
/// Limits: all faults of a set strike at one time and last as long; a part is struck with all of
/// its instances.
Hunt hunt(const Experiment& experiment, const HuntSettings& settings);

}  // namespace faultline
