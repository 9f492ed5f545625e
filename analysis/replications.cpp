#include "analysis/replications.hpp"

#include "analysis/measures.hpp"

namespace faultline {

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
  const bool probability = measures[measure].unit == Measure::Unit::probability;
  return probability ? estimate_probability(values) : estimate(values);
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
      cells.push_back(estimate(values));
    }
  }
  return rows;
}

}  // namespace faultline
