#include "lab/output/csv/replications_csv.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <optional>

#include "analysis/measures/measures.hpp"
#include "lab/output/csv/csv_cells.hpp"
#include "sim/language/problems.hpp"

namespace faultline {

namespace {

using Row = std::vector<std::string>;

/// One line of a table, quotes taken off (RFC 4180), with line breaks only between lines.
Row cells_of(std::string_view line) {
  Row cells(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"')
      cells.back() += line[++i];
    else if (line[i] == '"')
      quoted = !quoted;
    else if (line[i] == ',' && !quoted)
      cells.emplace_back();
    else
      cells.back() += line[i];
  }
  return cells;
}

std::optional<double> number(const std::string& text) {
  if (text.empty()) return no_value;
  char* end = nullptr;
  const auto value = std::strtod(text.c_str(), &end);
  return end == text.c_str() + text.size() ? std::optional(value) : std::nullopt;
}

/// Reads line after line.
class ReplicationsReader {
 public:
  explicit ReplicationsReader(const std::string& file) : file_(file) {}

  void head(std::string_view line) {
    const auto columns = cells_of(line);
    if (columns.size() < 2 || columns[0] != "design" || columns[1] != "replication") refuse(1);
    for (std::size_t i = 2; i < columns.size(); ++i) columns_.push_back(find_measure(columns[i]));
  }

  void row(std::string_view line, std::size_t number_of_line) {
    const auto cells = cells_of(line);
    if (cells.size() != columns_.size() + 2) refuse(number_of_line);
    if (designs_.empty() || designs_.back().name != cells[0]) designs_.push_back({cells[0], {}});
    std::vector<double> values(measures.size(), no_value);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const auto value = number(cells[i + 2]);
      if (!value) refuse(number_of_line);
      if (columns_[i]) values[*columns_[i]] = *value;
    }
    designs_.back().runs.push_back(RunSummary{.measures = {std::move(values)}});
  }

  std::vector<MeasuredDesign> designs() && { return std::move(designs_); }

 private:
  [[noreturn]] void refuse(std::size_t line) const {
    throw ScenarioError(
        fmt::format("{}:{}: not a table of replications as `run --out` writes it", file_, line));
  }

  const std::string& file_;
  std::vector<std::optional<std::size_t>> columns_;  ///< measures, in the order of the columns
  std::vector<MeasuredDesign> designs_;
};

}  // namespace

std::vector<MeasuredDesign> measured(const std::vector<std::string>& designs, const Runs& runs) {
  std::vector<MeasuredDesign> found;
  for (std::size_t i = 0; i < designs.size(); ++i) {
    auto& design = found.emplace_back(MeasuredDesign{designs[i], {}});
    for (const auto& run : runs.results[i])
      design.runs.push_back(RunSummary{.measures = {run.summary.measures.front()}});
  }
  return found;
}

std::string replications_csv(const std::vector<std::string>& designs, const Runs& runs) {
  std::string csv = "design,replication";
  for (const auto& measure : measures) csv += fmt::format(",{}", measure.key);
  csv += "\n";
  for (std::size_t i = 0; i < designs.size(); ++i)
    for (std::size_t k = 0; k < runs.results[i].size(); ++k) {
      csv += fmt::format("{},{}", cell(designs[i]), k + 1);
      for (const auto value : runs.results[i][k].summary.measures.front()) csv += "," + cell(value);
      csv += "\n";
    }
  return csv;
}

std::vector<MeasuredDesign> read_replications(const std::string& text, const std::string& file) {
  ReplicationsReader reader(file);
  std::size_t line = 0;
  for (std::size_t from = 0; from < text.size() || line == 0; ++line) {
    const auto end = std::min(text.find('\n', from), text.size());
    const auto words = std::string_view(text).substr(from, end - from);
    if (line == 0)
      reader.head(words);
    else
      reader.row(words, line + 1);
    from = end + 1;
  }
  return std::move(reader).designs();
}

}  // namespace faultline
