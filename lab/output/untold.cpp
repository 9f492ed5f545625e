#include "lab/output/untold.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/measures/measures.hpp"
#include "lab/output/chief_measures.hpp"

namespace faultline {

namespace {

constexpr auto rarities = std::to_array(
    {measure_index("degraded"), measure_index("rejected"), measure_index("timed_out"),
     measure_index("failed"), measure_index("reordered"), measure_index("dead_lettered"),
     measure_index("expired"), measure_index("compensations"), measure_index("stuck"),
     measure_index("phantom"), measure_index("dual_write_lost"), measure_index("updates_lost")});

}  // namespace

std::vector<Estimate> estimates_of(const Results& results, std::size_t measure, std::size_t slice) {
  std::vector<Estimate> estimates;
  for (const auto& design : results.designs) estimates.push_back(design.slices[slice][measure]);
  return estimates;
}

bool is_rare(std::size_t measure) { return std::ranges::count(rarities, measure) > 0; }

bool is_told_in_brief(const Results& results, std::size_t measure) {
  const auto is_probed = [&](const DesignResult& design) {
    return design.hypothesis &&
           std::ranges::any_of(design.hypothesis->probes, [&](const auto& own) {
             return own.probe.measure == measures[measure].key;
           });
  };
  return std::ranges::count(chief_measures, measure) > 0 || is_rare(measure) ||
         measures[measure].group == Measure::Group::delivery ||
         std::ranges::any_of(results.designs, is_probed) ||
         std::ranges::any_of(results.verdicts, [&](const JudgedExpectation& judged) {
           return judged.expected.expectation.measure == measure;
         });
}

bool untold(std::size_t measure, const std::vector<Estimate>& estimates) {
  const auto fixed = [&](const Estimate& estimate) {
    return estimate.mean == estimates.front().mean && !(estimate.high > estimate.low);
  };
  if (measure == measure_index("instances") && std::ranges::all_of(estimates, fixed)) return true;
  const bool rare = is_rare(measure);
  return std::ranges::all_of(estimates, [&](const Estimate& estimate) {
    return std::isnan(estimate.mean) || (rare && estimate.mean == 0 && !(estimate.high > 0));
  });
}

}  // namespace faultline
