#pragma once

#include <array>
#include <string>
#include <vector>

#include "analysis/measures/measures.hpp"
#include "lab/advice/remedy.hpp"
#include "lab/advice/trial.hpp"

namespace faultline {

/// A remedy as it was tried on a version of the design.
struct TriedRemedy {
  Remedy remedy;
  Document changed;               ///< the scenario with it
  DesignRuns runs;                ///< of that
  std::vector<Difference> gains;  ///< with it minus without it; by measure
};

/// One that makes no valid scenario here, and why.
struct RefusedRemedy {
  Remedy remedy;
  std::string why;
};

/// What would help one design.
struct Advice {
  std::string design;
  DesignRuns before;
  std::vector<TriedRemedy> alone;    ///< the most promising ones, the best first
  std::vector<Remedy> without_gain;  ///< in the screening
  std::vector<RefusedRemedy> refused;
  std::vector<TriedRemedy> sequence;  ///< each on top of those before it
};

struct AdviceSettings {
  TrialSettings trial;
  std::size_t replications = 10;
  std::function<void(const std::string&)> tell = {};  ///< what is being tried
};

/// Tries every remedy that applies on the design, paired with the design as it was: all with few
/// replications, those that promise most with all of them. Then it takes the best and tries again
/// on top of it what had promised a gain, until no remedy is left that has one.
///
/// A remedy is better than another by the first of these measures in which their gains differ:
/// completion, availability, degraded answers, blast radius, time to recover, 99 % of response
/// time, and last by the monolith score; by less than 1 % they do not differ. One has a gain in a
/// measure where Holm's procedure over all that were compared names it the winner (5 %); it is
/// taken if the first measure in which it wins or loses is one in which it wins.
///
/// Limits: it is greedy, so that two remedies that help only together are not found; each remedy
/// has one size, which is what practice begins with; what it finds holds for the scenario's own
/// load and faults. Source of the greedy choice: Nemhauser, Wolsey, Fisher, "An analysis of
/// approximations for maximizing submodular set functions", 1978.
Advice advise(const Document& document, const AdviceSettings& settings);

/// By which measures remedies are ranked, the most important first.
inline constexpr auto ranking_measures =
    std::to_array({measure_index("completion"), measure_index("availability"),
                   measure_index("degraded"), measure_index("blast_radius"),
                   measure_index("time_to_recover_s"), measure_index("response_p99_s")});

/// How much better it is in one measure: positive where it is better, 0 where that may be chance.
double gain_in(const std::vector<Difference>& gains, std::size_t measure);

}  // namespace faultline
