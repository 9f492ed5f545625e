#include "lab/output/tables/books_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "analysis/measures/event_books.hpp"
#include "lab/text/figure.hpp"
#include "lab/text/grid.hpp"

namespace faultline {

namespace {

/// A name that leaves room for the numbers.
std::string cut(const std::string& name) { return cut_to_width(name, 24); }

Grid::Cell cell(const Estimate& estimate) { return {"", figure_of(estimate, {1, ""}).mean}; }

/// What came to a topic, and what became of the publishers.
std::string came_to(const std::vector<Estimate>& topic) {
  const auto& duplicated = topic[1];
  const auto& held_up = topic[2];
  auto came = cell(topic[0]).right + " published";
  if (duplicated.mean > 0) came += fmt::format(" and {} duplicates", cell(duplicated).right);
  if (held_up.mean > 0) came += fmt::format(", {} waiting at the end", cell(held_up).right);
  return came;
}

/// What became of a subscription's events, but for those that were moved, which have a line of
/// their own: there is no room.
constexpr auto ends = std::span(subscription_columns).subspan(1, subscription_columns.size() - 2);

/// In two lines, as the longest word takes.
void add_heads(Grid& grid) {
  Grid::Row above{"", {}, ""};
  Grid::Row below{"  design, topic, subscription", {}, ""};
  for (const auto name : ends) {
    const std::string column(name);
    const auto mark = column.find('_');
    above.cells.push_back({"", mark == column.npos ? "" : column.substr(0, mark) + "-"});
    below.cells.push_back({"", mark == column.npos ? column : column.substr(mark + 1)});
  }
  grid.add(std::move(above));
  grid.add(std::move(below));
}

void add_design(Grid& grid, const DesignResult& design) {
  const auto& frame = design.frame;
  if (!frame.topics.empty()) grid.add({"  " + cut(design.name), {}, ""});
  for (std::size_t topic = 0; topic < design.topics.size(); ++topic) {
    const auto& came = design.topics[topic];
    grid.add({fmt::format("    {}: {}", cut(frame.topics[topic]), came_to(came)), {}, ""});
    for (std::size_t i = 0; i < design.subscriptions.size(); ++i) {
      if (frame.subscriptions[i].topic != topic) continue;
      Grid::Row row{"      " + cut(frame.subscriptions[i].name), {}, ""};
      const std::span became(design.subscriptions[i]);
      for (const auto& count : became.subspan(1, ends.size())) row.cells.push_back(cell(count));
      grid.add(std::move(row));
      if (const auto& moved = became.back(); moved.mean > 0)
        grid.add({fmt::format("        and {} moved to a retry topic", cell(moved).right), {}, ""});
    }
  }
}

}  // namespace

std::string books_table(const Results& results, const Paint& paint) {
  const auto has_topics = [](const auto& design) { return !design.frame.topics.empty(); };
  if (std::ranges::none_of(results.designs, has_topics)) return "";
  Grid grid;
  grid.add({paint.heading("events, whole run"), {}, ""});
  add_heads(grid);
  for (const auto& design : results.designs) add_design(grid, design);
  return grid.text();
}

}  // namespace faultline
