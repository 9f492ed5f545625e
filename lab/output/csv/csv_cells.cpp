#include "lab/output/csv/csv_cells.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>

namespace faultline {

std::string cell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == text.npos) return text;
  std::string quoted = "\"";
  for (const char letter : text) quoted += letter == '"' ? "\"\"" : std::string(1, letter);
  return quoted + "\"";
}

std::string cell(double number) { return std::isnan(number) ? "" : fmt::format("{}", number); }

std::string cell(std::optional<double> number) { return number ? cell(*number) : ""; }

std::string cell(const std::vector<std::string>& names) {
  return cell(fmt::format("{}", fmt::join(names, ";")));
}

std::string cells(const Estimate& estimate) {
  return fmt::format("{},{},{}", cell(estimate.mean), cell(estimate.low), cell(estimate.high));
}

std::string progress(const Results& results) {
  return fmt::format("{},{}\n", results.replications, results.wanted_replications);
}

std::vector<std::string> windows_of(const DesignResult& design) {
  auto windows = design.frame.slices();
  windows.insert(windows.begin(), "run");
  return windows;
}

}  // namespace faultline
