#include "lab/output/books_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "analysis/measures/event_books.hpp"
#include "lab/text/figure.hpp"
#include "lab/text/grid.hpp"

namespace faultline {

namespace {

/// A name that leaves room for the numbers.
std::string cut(const std::string& name) { return cut_to_width(name, 22); }

Grid::Cell cell(const Estimate& estimate) { return {"", figure_of(estimate, {1, ""}).mean}; }

/// What the columns do not hold.
std::string note_on(const std::vector<Estimate>& topic) {
  const auto& duplicated = topic[1];
  const auto& held_up = topic[2];
  std::string note;
  if (duplicated.mean > 0) note += fmt::format("and {} copies", cell(duplicated).right);
  if (held_up.mean > 0)
    note += fmt::format("{}{} held up at the end", note.empty() ? "" : ", ", cell(held_up).right);
  return note;
}

/// All but how many were moved, for which there is no room.
constexpr auto shown = subscription_columns.size() - 1;

Grid::Row columns() {
  Grid::Row row{"  design, topic, subscription", {}, ""};
  for (const auto column : std::span(subscription_columns).first(shown)) {
    std::string words(column);
    std::ranges::replace(words, '_', '-');
    row.cells.push_back({"", std::move(words)});
  }
  return row;
}

void add_design(Grid& grid, const DesignResult& design) {
  const auto& frame = design.frame;
  if (!frame.topics.empty()) grid.add({"  " + cut(design.name), {}, ""});
  for (std::size_t topic = 0; topic < design.topics.size(); ++topic) {
    const auto& came = design.topics[topic];
    grid.add({"    " + cut(frame.topics[topic]), {cell(came[0])}, note_on(came)});
    for (std::size_t i = 0; i < design.subscriptions.size(); ++i) {
      if (frame.subscriptions[i].topic != topic) continue;
      Grid::Row row{"      " + cut(frame.subscriptions[i].name), {}, ""};
      const std::span became(design.subscriptions[i]);
      for (const auto& count : became.first(shown)) row.cells.push_back(cell(count));
      grid.add(std::move(row));
      if (const auto& moved = became[shown]; moved.mean > 0)
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
  grid.add(columns());
  for (const auto& design : results.designs) add_design(grid, design);
  return "\n" + grid.text();
}

}  // namespace faultline
