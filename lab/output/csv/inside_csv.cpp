#include <fmt/format.h>

#include "analysis/course/course.hpp"
#include "analysis/measures/dominoes.hpp"
#include "lab/output/cause_words.hpp"
#include "lab/output/csv/csv.hpp"
#include "lab/output/csv/csv_cells.hpp"

namespace faultline {

namespace {

std::string time_rows(const DesignResult& design, const Cells& times, const std::string& of,
                      const std::string& end) {
  std::string csv;
  const auto& places = design.frame.places;
  const auto windows = windows_of(design);
  for (std::size_t row = 0; row < times.size(); ++row)
    for (std::size_t i = 0; i < times[row].size(); ++i)
      if (times[row][i].mean != 0)
        csv += fmt::format("{},{},{},{},{},{},{},{}", cell(design.name),
                           cell(windows[row / places.size()]), of,
                           cell(places[row % places.size()]), name_of(static_cast<Activity>(i)),
                           cells(times[row][i]), times[row][i].n, end);
  return csv;
}

/// `of`: what has these causes.
std::string cause_rows(const Results& results, const DesignResult& design,
                       const std::vector<CauseShare>& causes, std::string_view of) {
  std::string csv;
  const auto windows = windows_of(design);
  for (const auto& cause : causes) {
    const auto& root = cause.chain.back();
    const bool fault = is_fault(root.root);
    for (std::size_t slice = 0; slice < cause.shares.size(); ++slice)
      csv += fmt::format("{},{},{},{},{},{},{},{},{},{}", cell(design.name), cell(windows[slice]),
                         of, cell(in_words(cause.chain, design.frame)), key_of(root.root),
                         cell(fault ? design.frame.faults[root.fault].name : ""),
                         root.by == Sustained::nothing ? "" : key_of(root.by),
                         cells(cause.shares[slice]), cause.shares[slice].n, progress(results));
  }
  return csv;
}

}  // namespace

std::string times_csv(const Results& results) {
  auto csv = fmt::format("design,window,answers,place,activity,mean_s,low_s,high_s,replications,{}",
                         progress_columns);
  for (const auto& design : results.designs) {
    if (design.times.empty()) continue;
    csv += time_rows(design, design.times, "all", progress(results));
    csv += time_rows(design, design.slowest_times, "slowest", progress(results));
  }
  return csv;
}

std::string dominoes_csv(const Results& results) {
  auto csv =
      fmt::format("design,fault,part,column,mean,low,high,replications,{}", progress_columns);
  for (const auto& design : results.designs) {
    if (design.course.buckets == 0) continue;
    const auto parts = course_parts(design.frame);
    for (std::size_t row = 0; row < design.dominoes.size(); ++row)
      for (std::size_t column = 0; column < domino_columns.size(); ++column) {
        const auto& estimate = design.dominoes[row][column];
        csv += fmt::format("{},{},{},{},{},{},{}", cell(design.name),
                           cell(design.frame.faults[row / parts.size()].name),
                           cell(parts[row % parts.size()]), domino_columns[column], cells(estimate),
                           estimate.n, progress(results));
      }
  }
  return csv;
}

std::string causes_csv(const Results& results) {
  auto csv =
      fmt::format("design,window,of,chain,root,fault,sustained_by,mean,low,high,replications,{}",
                  progress_columns);
  for (const auto& design : results.designs) {
    csv += cause_rows(results, design, design.causes, "failed");
    csv += cause_rows(results, design, design.incomplete, "incomplete");
  }
  return csv;
}

}  // namespace faultline
