#include "analysis/verdicts/replications.hpp"

#include <limits>

#include "analysis/measures/dominoes.hpp"
#include "analysis/measures/hypothesis.hpp"
#include "analysis/measures/measures.hpp"
#include "analysis/measures/recovery.hpp"
#include "analysis/measures/series.hpp"

namespace faultline {

namespace {

constexpr auto infinite = std::numeric_limits<double>::infinity();

using Table = std::vector<std::vector<double>> RunSummary::*;

/// What a cell of the row can be at most.
double greatest(Table table, std::size_t row) {
  const bool share = table == &RunSummary::series && row < series_columns.size() &&
                     series_columns[row] == "availability";
  return share || table == &RunSummary::blast_radii ? 1 : infinite;
}

bool is_probability(Table table, std::size_t cell) {
  if (table == &RunSummary::dominoes) return is_domino_probability(domino_columns[cell]);
  if (table == &RunSummary::hypothesis_faults)
    return hypothesis_fault_columns[cell] == "detected" ||
           hypothesis_fault_columns[cell] == "never_recovered";
  if (table == &RunSummary::aborts) return abort_columns[cell] == "aborted";
  return table == &RunSummary::recoveries && recovery_columns[cell] == "collapsed";
}

}  // namespace

std::vector<double> values_of(std::span<const RunSummary> runs, std::size_t slice,
                              std::size_t measure) {
  std::vector<double> values;
  values.reserve(runs.size());
  for (const auto& run : runs) values.push_back(run.measures.at(slice).at(measure));
  return values;
}

Estimate estimate_measure(std::span<const RunSummary> runs, std::size_t slice,
                          std::size_t measure) {
  const auto values = values_of(runs, slice, measure);
  const auto unit = measures[measure].unit;
  if (unit == Measure::Unit::probability) return estimate_probability(values);
  return within(estimate(values), 0, unit == Measure::Unit::share ? 1 : infinite);
}

std::vector<Estimate> estimate_measures(std::span<const RunSummary> runs, std::size_t slice) {
  std::vector<Estimate> estimates;
  for (std::size_t measure = 0; measure < measures.size(); ++measure)
    estimates.push_back(estimate_measure(runs, slice, measure));
  return estimates;
}

Cells estimate_table(std::span<const RunSummary> runs,
                     std::vector<std::vector<double>> RunSummary::*table) {
  Cells rows;
  if (runs.empty()) return rows;
  std::vector<double> values(runs.size());
  const auto& shape = runs.front().*table;
  for (std::size_t row = 0; row < shape.size(); ++row) {
    auto& cells = rows.emplace_back();
    for (std::size_t cell = 0; cell < shape[row].size(); ++cell) {
      for (std::size_t i = 0; i < runs.size(); ++i) values[i] = (runs[i].*table).at(row).at(cell);
      cells.push_back(is_probability(table, cell)
                          ? estimate_probability(values)
                          : within(estimate(values), 0, greatest(table, row)));
    }
  }
  return rows;
}

}  // namespace faultline
