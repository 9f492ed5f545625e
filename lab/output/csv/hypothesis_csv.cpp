#include <fmt/format.h>

#include "analysis/measures/hypothesis.hpp"
#include "lab/output/csv/csv.hpp"
#include "lab/output/csv/csv_cells.hpp"

namespace faultline {

namespace {

std::string probe_lines(const DesignResult& design, const JudgedProbe& judged,
                        const std::string& end) {
  const auto& [measure, request_class, at_least, at_most] = judged.probe;
  const auto of = request_class ? design.frame.classes[*request_class] : std::string();
  const auto line = [&](std::string_view phase, std::string_view what, std::string_view verdict,
                        const Estimate& found) {
    return fmt::format("{},{},{},{},{},{},{},{},{},{},{}", cell(design.name), phase, measure,
                       cell(of), cell(at_least), cell(at_most), what, cells(found), found.n,
                       verdict, end);
  };
  std::string lines;
  for (const auto& found : judged.phases)
    lines += line(name_of(found.phase), "value", name_of(found.steadiness), found.estimate);
  if (judged.windows_out) lines += line("during", "windows_out", "", *judged.windows_out);
  if (judged.budget_burnt) lines += line("run", "error_budget_burnt", "", *judged.budget_burnt);
  return lines;
}

std::string fault_lines(const DesignResult& design, const std::string& end) {
  std::string lines;
  const auto& faults = design.hypothesis->faults;
  for (std::size_t i = 0; i < faults.size(); ++i)
    for (std::size_t k = 0; k < hypothesis_fault_columns.size(); ++k)
      lines += fmt::format("{},{},,,,,{},{},{},,{}", cell(design.name),
                           cell(design.frame.faults[i].name), hypothesis_fault_columns[k],
                           cells(faults[i][k]), faults[i][k].n, end);
  return lines;
}

}  // namespace

std::string hypothesis_csv(const Results& results) {
  auto csv = fmt::format(
      "design,phase,measure,class,at_least,at_most,column,mean,low,high,replications,verdict,{}",
      progress_columns);
  const auto end = progress(results);
  for (const auto& design : results.designs) {
    if (!design.hypothesis) continue;
    for (const auto& judged : design.hypothesis->probes) csv += probe_lines(design, judged, end);
    csv += fault_lines(design, end);
  }
  return csv;
}

}  // namespace faultline
