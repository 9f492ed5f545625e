#include "analysis/verdicts/comparison.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/estimates/ratio.hpp"
#include "analysis/measures/measures.hpp"
#include "analysis/verdicts/replications.hpp"

namespace faultline {

namespace {

constexpr double level = 0.05;

Winner winner_of(const Difference& difference) {
  const bool second_higher = difference.estimate.mean > 0;
  const bool higher_wins = measures[difference.measure].better == Measure::Better::higher;
  return second_higher == higher_wins ? Winner::second : Winner::first;
}

}  // namespace

std::vector<Difference> compare(std::span<const RunSummary> first,
                                std::span<const RunSummary> second, std::size_t slice) {
  std::vector<Difference> differences;
  for (std::size_t measure = 0; measure < measures.size(); ++measure) {
    const auto one = values_of(first, slice, measure);
    const auto other = values_of(second, slice, measure);
    const bool directed = measures[measure].better != Measure::Better::neither;
    differences.push_back({measure, paired_difference(one, other),
                           directed ? p_of_no_difference(one, other) : no_value});
  }
  return differences;
}

std::vector<Difference> compare_unpaired(std::span<const RunSummary> first,
                                         std::span<const RunSummary> second, std::size_t slice) {
  std::vector<Difference> differences;
  for (std::size_t measure = 0; measure < measures.size(); ++measure) {
    const auto [estimate, p] =
        unpaired_difference(values_of(first, slice, measure), values_of(second, slice, measure));
    const bool directed = measures[measure].better != Measure::Better::neither;
    differences.push_back({measure, estimate, directed ? p : no_value});
  }
  return differences;
}

void name_winners(std::vector<Difference*> comparisons) {
  std::erase_if(comparisons, [](const Difference* one) { return std::isnan(one->p); });
  std::ranges::sort(comparisons, {}, [](const Difference* one) { return one->p; });
  auto left = static_cast<double>(comparisons.size());
  for (auto* one : comparisons) {
    if (one->p > level / left--) return;
    one->winner = winner_of(*one);
  }
}

}  // namespace faultline
