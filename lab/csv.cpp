#include "lab/csv.hpp"

#include <fmt/format.h>

#include <cmath>

#include "analysis/event_books.hpp"
#include "analysis/measures.hpp"
#include "analysis/series.hpp"

namespace faultline {

namespace {

/// In quotes where it would be misread (RFC 4180).
std::string cell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == text.npos) return text;
  std::string quoted = "\"";
  for (const char letter : text) quoted += letter == '"' ? "\"\"" : std::string(1, letter);
  return quoted + "\"";
}

std::string cell(double number) { return std::isnan(number) ? "" : fmt::format("{}", number); }

std::string cells(const Estimate& estimate) {
  return fmt::format("{},{},{}", cell(estimate.mean), cell(estimate.low), cell(estimate.high));
}

/// One row of the books of events, a line for each column.
std::string book_lines(const DesignResult& design, const std::string& of,
                       const std::vector<Estimate>& row,
                       std::span<const std::string_view> columns) {
  std::string lines;
  for (std::size_t i = 0; i < row.size(); ++i)
    lines += fmt::format("{},{},{},{},{}\n", cell(design.name), cell(of), columns[i], cells(row[i]),
                         row[i].n);
  return lines;
}

std::string series_head() {
  std::string head = "design,time_s";
  for (std::size_t i = 1; i < series_columns.size(); ++i)
    for (const auto* part : {"mean", "low", "high"})
      head += fmt::format(",{}_{}", series_columns[i], part);
  return head + "\n";
}

}  // namespace

std::string measures_csv(const Results& results) {
  std::string csv = "design,window,measure,mean,low,high,replications\n";
  for (const auto& design : results.designs) {
    const auto slices = design.frame.slices();
    for (std::size_t slice = 0; slice < design.slices.size(); ++slice) {
      const auto window = slice == 0 ? "run" : slices[slice - 1];
      for (std::size_t i = 0; i < measures.size(); ++i) {
        const auto& estimate = design.slices[slice][i];
        csv += fmt::format("{},{},{},{},{}\n", cell(design.name), cell(window), measures[i].key,
                           cells(estimate), estimate.n);
      }
    }
    const auto& frame = design.frame;
    for (std::size_t i = 0; i < design.topics.size(); ++i)
      csv += book_lines(design, "topic " + frame.topics[i], design.topics[i], topic_columns);
    for (std::size_t i = 0; i < design.subscriptions.size(); ++i)
      csv += book_lines(design, "subscription " + frame.subscriptions[i].name,
                        design.subscriptions[i], subscription_columns);
  }
  return csv;
}

std::string series_csv(const Results& results) {
  auto csv = series_head();
  for (const auto& design : results.designs) {
    if (design.series.empty()) continue;
    const auto& times = design.series.front();
    for (std::size_t bucket = 0; bucket < times.size(); ++bucket) {
      csv += cell(design.name) + "," + cell(times[bucket].mean);
      for (std::size_t i = 1; i < design.series.size(); ++i)
        csv += "," + cells(design.series[i][bucket]);
      csv += "\n";
    }
  }
  return csv;
}

}  // namespace faultline
