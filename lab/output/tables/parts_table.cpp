#include "lab/output/tables/parts_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

#include "analysis/measures/measures.hpp"
#include "lab/text/figure.hpp"
#include "lab/text/grid.hpp"

namespace faultline {

namespace {

constexpr std::size_t shown = 8;

const Estimate& utilisation(const DesignResult& design, std::size_t part) {
  return design.parts[part][0];
}
const Estimate& backlog(const DesignResult& design, std::size_t part) {
  return design.parts[part][1];
}

/// Those that had anything to do, the busiest first, then by the length of their queues.
std::vector<std::size_t> busiest(const DesignResult& design) {
  const auto rank = [&](std::size_t part) {
    const auto busy = utilisation(design, part).mean;
    return std::tuple(std::isnan(busy) ? 0 : -busy, -backlog(design, part).mean, part);
  };
  std::vector<std::size_t> parts;
  for (std::size_t i = 0; i < design.parts.size(); ++i)
    if (utilisation(design, i).mean > 0 || backlog(design, i).mean > 0) parts.push_back(i);
  std::ranges::sort(parts, {}, rank);
  return parts;
}

Grid::Cell cell(Measure::Unit unit, const Estimate& estimate) {
  const auto figure = figure_of(estimate, scale_of(unit, std::array{estimate}));
  return {figure.mean, figure.spread};
}

void add_design(Grid& grid, const DesignResult& design) {
  const auto parts = busiest(design);
  if (parts.empty()) return;
  grid.add({"  " + cut_to_width(design.name, 30), {}, ""});
  for (const auto part : std::span(parts).first(std::min(shown, parts.size())))
    grid.add({"    " + cut_to_width(design.frame.parts[part], 36),
              {cell(Measure::Unit::share, utilisation(design, part)),
               cell(Measure::Unit::count, backlog(design, part))},
              ""});
  if (parts.size() > shown)
    grid.add({fmt::format("    and {} less busy", counted(parts.size() - shown, "part")), {}, ""});
}

}  // namespace

std::string longest_queue(const DesignResult& design) {
  const auto longest = row_with_most(design.parts, 1);
  return longest && backlog(design, *longest).mean > 0 ? design.frame.parts[*longest] : "";
}

std::string parts_table(const Results& results, const Paint& paint) {
  Grid grid;
  grid.add({paint.heading("parts, whole run"), {{"", "utilisation"}, {"", "maximum backlog"}}, ""});
  for (const auto& design : results.designs) add_design(grid, design);
  return grid.text();
}

}  // namespace faultline
