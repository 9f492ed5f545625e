#include "lab/output/tables/strike_lines.hpp"

#include <fmt/format.h>

#include "lab/text/figure.hpp"
#include "lab/text/grid.hpp"

namespace faultline {

namespace {

std::string time_of(const Estimate& time, std::size_t replications) {
  const auto scale = scale_of(Measure::Unit::seconds, std::span(&time, 1));
  return marked(figure_of(time, scale), time, replications).text();
}

/// By `strike_columns`.
std::string sentence(const std::vector<Estimate>& row, std::size_t replications) {
  if (row[0].mean == 0) return "never strikes";
  return fmt::format("strikes {} times, at first at {}, for {} in all",
                     figure_of(row[0], {1, ""}).text(), time_of(row[1], replications),
                     time_of(row[3], replications));
}

}  // namespace

std::vector<std::string> strikes_in_words(const Results& results) {
  std::vector<std::string> lines;
  for (const auto& design : results.designs)
    for (std::size_t i = 0; i < design.strikes.size(); ++i)
      lines.push_back(fmt::format("{}, {}: {}", design.name,
                                  design.frame.faults[design.frame.conditional[i]].name,
                                  sentence(design.strikes[i], results.replications)));
  return lines;
}

std::string strike_lines(const Results& results, const Paint& paint) {
  std::string lines;
  for (const auto& line : strikes_in_words(results)) lines += hung("  ", line);
  return lines.empty() ? "" : paint.heading("faults with a condition") + "\n" + lines;
}

}  // namespace faultline
