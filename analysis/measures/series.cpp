#include "analysis/measures/series.hpp"

#include "analysis/estimates/ratio.hpp"

namespace faultline {

SeriesRow series_row(Time from, Time to, const Tally& tally) {
  const auto width_s = seconds(to - from);
  const auto asked = static_cast<double>(tally.asked);
  const bool sampled = tally.most_waiting != Tally::not_sampled;
  return {
      seconds(from),
      asked / width_s,
      ratio(static_cast<double>(tally.response.count()), asked),
      static_cast<double>(tally.good) / width_s,
      tally.response.mean_s(),
      tally.response.quantile_s(0.5),
      tally.response.quantile_s(0.99),
      tally.consistency.quantile_s(0.99),
      static_cast<double>(tally.completions) / width_s,
      sampled ? static_cast<double>(tally.waiting) : no_value,
  };
}

}  // namespace faultline
