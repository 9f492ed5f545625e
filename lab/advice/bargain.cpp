#include <array>
#include <cmath>

#include "analysis/measures/measures.hpp"
#include "analysis/verdicts/replications.hpp"
#include "lab/advice/advice_text.hpp"

namespace faultline {

namespace {

/// Which measures are told of a remedy: those by which it is ranked, then what it may cost.
constexpr auto told_measures = std::to_array(
    {measure_index("completion"), measure_index("availability"), measure_index("degraded"),
     measure_index("blast_radius"), measure_index("time_to_recover_s"),
     measure_index("response_p99_s"), measure_index("consistency_p99_s"),
     measure_index("staleness_p99_s"), measure_index("stale_reads"), measure_index("duplicates"),
     measure_index("lost"), measure_index("dead_lettered"), measure_index("amplification"),
     measure_index("wasted_work"), measure_index("parts_per_request"),
     measure_index("spans_per_request"), measure_index("trace_joins")});

}  // namespace

Bargain bargain_of(const DesignRuns& before, const TriedRemedy& tried) {
  Bargain bargain;
  for (const auto measure : told_measures) {
    const Changed changed{measure, estimate_measure(before.runs, 0, measure),
                          estimate_measure(tried.runs.runs, 0, measure), &tried.gains[measure]};
    const bool is_new = std::isnan(changed.before.mean) && changed.after.mean > 0;
    if (is_new || changed.difference->winner == Winner::first)
      bargain.prices.push_back(changed);
    else if (changed.difference->winner == Winner::second)
      bargain.gains.push_back(changed);
  }
  return bargain;
}

}  // namespace faultline
