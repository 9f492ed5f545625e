#include "lab/output/csv/csv.hpp"

#include <fmt/format.h>

#include "analysis/measures/event_books.hpp"
#include "analysis/measures/measures.hpp"
#include "analysis/measures/part_tally.hpp"
#include "analysis/measures/recovery.hpp"
#include "analysis/measures/series.hpp"
#include "lab/output/csv/csv_cells.hpp"

namespace faultline {

namespace {

/// One row of the books of events, a line for each column.
std::string book_lines(const std::string& place, const std::vector<Estimate>& row,
                       std::span<const std::string_view> columns, const std::string& end) {
  std::string lines;
  for (std::size_t i = 0; i < row.size(); ++i)
    lines += fmt::format("{},{},{},{},{}", place, columns[i], cells(row[i]), row[i].n, end);
  return lines;
}

std::string books_csv(const DesignResult& design, const std::string& end) {
  std::string csv;
  const auto& frame = design.frame;
  const auto place = [&](const std::string& of) { return cell(design.name) + "," + cell(of); };
  for (std::size_t i = 0; i < design.topics.size(); ++i)
    csv += book_lines(place("topic " + frame.topics[i]), design.topics[i], topic_columns, end);
  for (std::size_t i = 0; i < design.subscriptions.size(); ++i)
    csv += book_lines(place("subscription " + frame.subscriptions[i].name), design.subscriptions[i],
                      subscription_columns, end);
  return csv;
}

std::string series_head() {
  std::string head = "design,time_s";
  for (std::size_t i = 1; i < series_columns.size(); ++i)
    for (const auto* part : {"mean", "low", "high"})
      head += fmt::format(",{}_{}", series_columns[i], part);
  return head + "," + progress_columns;
}

}  // namespace

std::string measures_csv(const Results& results) {
  auto csv = fmt::format("design,window,measure,mean,low,high,replications,{}", progress_columns);
  const auto end = progress(results);
  for (const auto& design : results.designs) {
    const auto windows = windows_of(design);
    for (std::size_t slice = 0; slice < design.slices.size(); ++slice)
      for (std::size_t i = 0; i < measures.size(); ++i) {
        const auto& estimate = design.slices[slice][i];
        csv += fmt::format("{},{},{},{},{},{}", cell(design.name), cell(windows[slice]),
                           measures[i].key, cells(estimate), estimate.n, end);
      }
    for (std::size_t i = 0; i < design.parts.size(); ++i)
      csv += book_lines(cell(design.name) + "," + cell(design.frame.parts[i]), design.parts[i],
                        part_columns, end);
    for (std::size_t i = 0; i < design.recoveries.size(); ++i)
      csv += book_lines(
          cell(design.name) + "," + cell("from the end of " + design.frame.faults[i].name),
          design.recoveries[i], recovery_columns, end);
    csv += books_csv(design, end);
  }
  return csv;
}

std::string series_csv(const Results& results) {
  auto csv = series_head();
  const auto end = progress(results);
  for (const auto& design : results.designs) {
    if (design.series.empty()) continue;
    const auto& times = design.series.front();
    for (std::size_t bucket = 0; bucket < times.size(); ++bucket) {
      csv += cell(design.name) + "," + cell(times[bucket].mean) + ",";
      for (std::size_t i = 1; i < design.series.size(); ++i)
        csv += cells(design.series[i][bucket]) + ",";
      csv += end;
    }
  }
  return csv;
}

std::string differences_csv(const Results& results) {
  auto csv =
      fmt::format("from,to,window,measure,mean,low,high,replications,winner,{}", progress_columns);
  const auto end = progress(results);
  const auto windows = windows_of(results.designs.front());
  for (const auto& comparison : results.comparisons)
    for (std::size_t slice = 0; slice < comparison.slices.size(); ++slice)
      for (const auto& difference : comparison.slices[slice])
        csv += fmt::format("{},{},{},{},{},{},{},{}", cell(comparison.from), cell(comparison.to),
                           cell(windows[slice]), measures[difference.measure].key,
                           cells(difference.estimate), difference.estimate.n,
                           cell(comparison.winner(difference)), end);
  return csv;
}

std::string verdicts_csv(const Results& results) {
  auto csv = fmt::format(
      "design,window,measure,at_least,at_most,mean,low,high,replications,passed,close,reason,{}",
      progress_columns);
  const auto end = progress(results);
  for (const auto& [expected, verdict] : results.verdicts) {
    const auto& asked = expected.expectation;
    csv += fmt::format("{},{},{},{},{},{},{},{},{},{},{}", cell(expected.design),
                       cell(expected.window.empty() ? "run" : expected.window),
                       measures[asked.measure].key, cell(asked.at_least), cell(asked.at_most),
                       cells(verdict.estimate), verdict.estimate.n, verdict.passed, verdict.close,
                       cell(std::string(verdict.reason)), end);
  }
  return csv;
}

std::string coupling_csv(const Results& results) {
  std::string csv =
      "design,longest_chain,services_that_must_be_up,worst_loss,mean_blast_radius,"
      "availability_bound,services_in_path,event_edges,longest_chain_path,must_be_up,"
      "worst_loss_of,shared_databases\n";
  for (const auto& design : results.designs) {
    const auto& found = design.coupling;
    csv += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{}\n", cell(design.name), found.hops(),
                       found.must_be_up.size(), cell(found.worst_loss),
                       cell(found.mean_blast_radius), cell(found.availability_bound),
                       found.services_in_path, found.event_edges, cell(found.longest_chain),
                       cell(found.must_be_up), cell(found.worst_parts), cell(found.shared_stores));
  }
  return csv;
}

}  // namespace faultline
