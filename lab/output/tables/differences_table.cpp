#include "lab/output/tables/differences_table.hpp"

#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "lab/output/told_slices.hpp"
#include "lab/output/untold.hpp"
#include "lab/text/figure.hpp"
#include "lab/text/grid.hpp"

namespace faultline {

namespace {

constexpr std::size_t widest_winner = 20;

/// Of two designs, by slice and measure.
class DifferencesTable {
 public:
  DifferencesTable(const Results& results, const Paint& paint) : results_(results), paint_(paint) {}

  std::string text() {
    const auto& [from, to, slices] = results_.comparisons.front();
    grid_.add(
        {paint_.heading(cut_to_width(fmt::format("differences, {} - {}", to, from), 70)), {}, ""});
    grid_.add({"", {{"", "difference"}}, "better"});
    for (std::size_t i = 0; i < measures.size(); ++i) add(i, 0);
    for (const auto& [heading, slice] : told_slices(results_.designs.front().frame)) {
      grid_.add({paint_.heading(heading), {}, ""});
      for (const auto measure : slice_measures) add(measure, slice);
    }
    return grid_.text();
  }

 private:
  void add(std::size_t measure, std::size_t slice) {
    const auto& comparison = results_.comparisons.front();
    const auto& difference = comparison.slices[slice][measure];
    const auto& [title, unit] = std::pair(measures[measure].title, measures[measure].unit);
    const auto estimates = estimates_of(results_, measure, slice);
    if (untold(measure, estimates)) return;
    if (std::isnan(difference.estimate.mean) || unit == Measure::Unit::probability) return;
    const auto scale = difference_scale(scale_of(unit, estimates));
    const auto figure = marked(signed_figure_of(difference.estimate, scale), difference.estimate,
                               results_.replications);
    grid_.add({fmt::format("  {}", title),
               {{figure.mean, figure.spread}},
               paint_.good(cut_to_width(comparison.winner(difference), widest_winner))});
  }

  const Results& results_;
  const Paint& paint_;
  Grid grid_;
};

}  // namespace

std::string differences_table(const Results& results, const Paint& paint) {
  return results.designs.size() == 2 ? DifferencesTable(results, paint).text() : "";
}

}  // namespace faultline
