#include "lab/output/tables/measures_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "lab/output/tables/parts_table.hpp"
#include "lab/output/told_slices.hpp"
#include "lab/output/untold.hpp"
#include "lab/text/figure.hpp"
#include "lab/text/grid.hpp"

namespace faultline {

namespace {

constexpr std::size_t widest_word = 18;
constexpr std::size_t widest_note = 12;
std::string without_unit(std::string spread, const std::string& unit) {
  if (!unit.empty() && spread.ends_with(unit)) spread.resize(spread.size() - unit.size());
  if (spread.ends_with(' ')) spread.pop_back();
  return spread;
}

Grid::Cell cell(const Figure& figure) { return {figure.mean, figure.spread}; }

/// The name where there is one, else how many there are.
std::string one_or_count(const std::vector<std::string>& names) {
  return names.size() == 1 ? names.front() : fmt::format("{} parts", names.size());
}

/// Lays the results of two designs or more out in rows.
class MeasuresTable {
 public:
  MeasuresTable(const Results& results, const Paint& paint, Detail detail, bool narrow)
      : results_(results), paint_(paint), whole_(detail == Detail::all), narrow_(narrow) {}

  Grid grid() {
    add_heads();
    add_coupling();
    for (const auto group :
         {Measure::Group::failure_mode, Measure::Group::latency, Measure::Group::consistency,
          Measure::Group::cost, Measure::Group::observability})
      add_group(group);
    if (results_.designs.front().frame.delivery) add_group(Measure::Group::delivery);
    if (whole_) add_slices();
    return grid_;
  }

 private:
  void add_slices() {
    for (const auto& [heading, slice] : told_slices(results_.designs.front().frame)) {
      add_heading(heading);
      for (const auto measure : slice_measures) add_measure(measure, slice);
    }
  }

  /// Two designs are compared; among more, whoever wants to know names two.
  bool compared() const { return results_.designs.size() == 2; }

  void add_heads() {
    std::vector<std::string> names;
    for (const auto& design : results_.designs) names.push_back(design.name);
    add_words("", names, compared() ? "better" : "");
  }

  /// Words in the place of numbers, in as many lines as the longest takes.
  void add_words(const std::string& title, const std::vector<std::string>& words,
                 const std::string& note = "") {
    std::vector<std::vector<std::string>> pieces;
    std::size_t lines = 0;
    for (const auto& word : words) {
      pieces.push_back(broken(word, widest_word));
      lines = std::max(lines, pieces.back().size());
    }
    for (std::size_t line = 0; line < lines; ++line) {
      Grid::Row row{line == 0 ? title : "", {}, line + 1 == lines ? note : ""};
      for (const auto& piece : pieces)
        row.cells.push_back({"", line < piece.size() ? piece[line] : ""});
      grid_.add(std::move(row));
    }
  }

  void add_heading(const std::string& heading) { grid_.add({paint_.heading(heading), {}, ""}); }

  void add_coupling() {
    add_heading("coupling");
    add_wiring("Longest blocking chain", [](const EntryCoupling& coupling) {
      return Grid::Cell{fmt::format("{}", coupling.hops()), coupling.hops() == 1 ? "hop" : "hops"};
    });
    add_wiring("Services that must be up", [](const EntryCoupling& coupling) {
      return Grid::Cell{fmt::format("{}", coupling.must_be_up.size()), ""};
    });
    add_wiring("Worst loss by one part", [](const EntryCoupling& coupling) {
      return Grid::Cell{fmt::format("{:.0f}", coupling.worst_loss * 100), "% lost"};
    });
    std::vector<std::string> lost;
    for (const auto& design : results_.designs)
      lost.push_back(one_or_count(design.coupling.worst_parts));
    add_words("    if this part is down", lost);
    const auto shares = [](const auto& design) { return !design.coupling.shared_stores.empty(); };
    if (std::ranges::any_of(results_.designs, shares))
      add_wiring("Shared databases", [](const EntryCoupling& coupling) {
        return Grid::Cell{fmt::format("{}", coupling.shared_stores.size()), ""};
      });
    add_wiring("Availability bound", [](const EntryCoupling& coupling) {
      return Grid::Cell{fmt::format("{:.3f}", coupling.availability_bound * 100), "%"};
    });
  }

  void add_wiring(const std::string& title, auto cell_of) {
    Grid::Row row{"  " + title, {}, ""};
    for (const auto& design : results_.designs) row.cells.push_back(cell_of(design.coupling));
    grid_.add(std::move(row));
  }

  void add_group(Measure::Group group) {
    add_heading(std::string(name_of(group)));
    for (std::size_t i = 0; i < measures.size(); ++i)
      if (measures[i].group == group && (whole_ || is_told_in_brief(results_, i))) {
        add_measure(i, 0);
        add_name(i);
      }
  }

  /// Which one it was, where there were several that it could have been.
  void add_name(std::size_t measure) {
    if (measure == measure_index("backlog_max")) add_names("in", longest_queue);
    if (measure == measure_index("time_to_recover_s"))
      add_names("from the end of", slowest_recovery);
  }

  void add_names(const std::string& title, auto name_of) {
    std::vector<std::string> names;
    for (const auto& design : results_.designs) names.push_back(name_of(design));
    const auto named = [](const std::string& name) { return !name.empty(); };
    if (std::ranges::any_of(names, named)) add_words("    " + title, names);
  }

  /// Of several faults, the one whose end took longest to recover from.
  static std::string slowest_recovery(const DesignResult& design) {
    const auto slowest = row_with_most(design.recoveries, 0);
    const bool told = design.recoveries.size() > 1 && design.recoveries[*slowest][0].mean > 0;
    return told ? design.frame.faults[*slowest].name : "";
  }

  void add_measure(std::size_t measure, std::size_t slice) {
    const auto estimates = estimates_of(results_, measure, slice);
    if (untold(measure, estimates)) return;
    auto scale = scale_of(measures[measure].unit, estimates);
    Grid::Row row{fmt::format("  {}", measures[measure].title), {}, ""};
    if (measures[measure].counts()) row.title += ", " + std::exchange(scale.unit, "");
    if (narrow_ && !scale.unit.empty()) row.title += ", " + scale.unit;
    for (const auto& estimate : estimates) {
      auto figure = figure_of(measures[measure].unit, estimate, scale);
      if (narrow_) figure.spread = without_unit(figure.spread, scale.unit);
      row.cells.push_back(cell(marked(figure, estimate, results_.replications)));
    }
    if (compared()) {
      const auto& comparison = results_.comparisons.front();
      row.note = paint_.good(
          cut_to_width(comparison.winner(comparison.slices[slice][measure]), widest_note));
    }
    grid_.add(std::move(row));
  }

  const Results& results_;
  const Paint& paint_;
  bool whole_;
  bool narrow_;  ///< the unit stands with the title, not in every column
  Grid grid_;
};

}  // namespace

std::string measures_table(const Results& results, const Paint& paint, Detail detail) {
  const auto wide = MeasuresTable(results, paint, detail, false).grid();
  if (wide.width() <= page_width) return wide.text();
  return MeasuresTable(results, paint, detail, true).grid().text();
}

}  // namespace faultline
