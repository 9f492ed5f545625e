#include "analysis/comparison.hpp"

#include "analysis/measures.hpp"
#include "analysis/replications.hpp"

namespace faultline {

namespace {

Winner winner_of(Measure::Better better, const Estimate& second_less_first) {
  const bool second_higher = second_less_first.low > 0;
  const bool first_higher = second_less_first.high < 0;
  if (better == Measure::Better::neither || !(second_higher || first_higher)) return Winner::none;
  return second_higher == (better == Measure::Better::higher) ? Winner::second : Winner::first;
}

}  // namespace

std::vector<Difference> compare(std::span<const RunSummary> first,
                                std::span<const RunSummary> second, std::size_t slice) {
  std::vector<Difference> differences;
  for (std::size_t measure = 0; measure < measures.size(); ++measure) {
    const auto estimate =
        paired_difference(values_of(first, slice, measure), values_of(second, slice, measure));
    differences.push_back({measure, estimate, winner_of(measures[measure].better, estimate)});
  }
  return differences;
}

}  // namespace faultline
