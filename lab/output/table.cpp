#include "lab/output/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "lab/output/books_table.hpp"
#include "lab/output/parts_table.hpp"
#include "lab/output/verdict_lines.hpp"
#include "lab/text/figure.hpp"
#include "lab/text/grid.hpp"

namespace faultline {

namespace {

std::string since_start(Time instant) { return in_words(instant - start_of_run); }

constexpr std::size_t line_width = 100;
constexpr auto in_slices =
    std::to_array({measure_index("availability"), measure_index("goodput_per_s"),
                   measure_index("response_p99_s")});

/// What most scenarios have nothing to do with: where nobody had any of it, nothing is said.
constexpr auto rarities = std::to_array(
    {measure_index("degraded"), measure_index("rejected"), measure_index("timed_out"),
     measure_index("failed"), measure_index("reordered"), measure_index("dead_lettered"),
     measure_index("expired"), measure_index("compensations"), measure_index("stuck"),
     measure_index("phantom"), measure_index("dual_write_lost"), measure_index("updates_lost")});

Grid::Cell cell(const Figure& figure) { return {figure.mean, figure.spread}; }

/// The name where there is one, else how many there are.
std::string one_or_count(const std::vector<std::string>& names) {
  return names.size() == 1 ? names.front() : fmt::format("{} parts", names.size());
}

/// Lays the results of two designs or more out in rows.
class Sheet {
 public:
  Sheet(const Results& results, const Paint& paint) : results_(results), paint_(paint) {}

  std::string text() {
    add_heads();
    add_coupling();
    for (const auto group : {Measure::Group::failure_mode, Measure::Group::latency,
                             Measure::Group::consistency, Measure::Group::cost})
      add_group(group);
    const auto& frame = results_.designs.front().frame;
    const auto& windows = frame.windows;
    for (std::size_t i = 0; i < windows.size(); ++i)
      if (!told_before(windows, i) && !hides(windows, i))
        add_slice(in_words(windows[i]), frame.slice_of_window(i));
    for (std::size_t i = 0; i < frame.classes.size(); ++i)
      add_slice("class " + frame.classes[i], frame.slice_of_class(i));
    return grid_.text();
  }

 private:
  /// Two designs are compared; among more, whoever wants to know names two.
  bool compared() const { return results_.designs.size() == 2; }

  void add_heads() {
    Grid::Row row;
    for (const auto& design : results_.designs) row.cells.push_back({"", design.name});
    if (compared()) {
      const auto& [from, to, slices] = results_.comparisons.front();
      row.cells.push_back({"", to + " - " + from});
      row.note = "better";
    }
    grid_.add(std::move(row));
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
    add_wiring("Worst single loss", [](const EntryCoupling& coupling) {
      return Grid::Cell{fmt::format("{:.0f}", coupling.worst_loss * 100), "% lost"};
    });
    add_wiring("  when this is lost", [](const EntryCoupling& coupling) {
      return Grid::Cell{"", one_or_count(coupling.worst_parts)};
    });
    const auto shares = [](const auto& design) { return !design.coupling.shared_stores.empty(); };
    if (std::ranges::any_of(results_.designs, shares))
      add_wiring("Shared databases", [](const EntryCoupling& coupling) {
        return Grid::Cell{fmt::format("{}", coupling.shared_stores.size()), ""};
      });
    add_wiring("Availability, as declared", [](const EntryCoupling& coupling) {
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
      if (measures[i].group == group) {
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
    Grid::Row row{"    " + title, {}, ""};
    for (const auto& design : results_.designs) row.cells.push_back({"", name_of(design)});
    const auto named = [](const Grid::Cell& cell) { return !cell.right.empty(); };
    if (std::ranges::any_of(row.cells, named)) grid_.add(std::move(row));
  }

  /// Of several faults, the one whose end took longest to recover from.
  static std::string slowest_recovery(const DesignResult& design) {
    const auto slowest = row_with_most(design.recoveries, 0);
    const bool told = design.recoveries.size() > 1 && design.recoveries[*slowest][0].mean > 0;
    return told ? design.frame.faults[*slowest].name : "";
  }

  /// Faults that strike together are told of once.
  static bool told_before(const std::vector<Window>& windows, std::size_t at) {
    const auto same = [&](const Window& other) {
      return other.from == windows[at].from && other.to == windows[at].to;
    };
    return std::any_of(windows.begin(), windows.begin() + static_cast<std::ptrdiff_t>(at), same);
  }

  /// Before a later fault lies what the first one did, too.
  static bool hides(const std::vector<Window>& windows, std::size_t at) {
    const auto before = [](const Window& window) { return window.name.starts_with("before "); };
    return before(windows[at]) && std::ranges::any_of(windows, [&](const Window& other) {
             return before(other) && other.to < windows[at].to;
           });
  }

  static std::string in_words(const Window& window) {
    return fmt::format("{} ({} to {})", window.name, since_start(window.from),
                       since_start(window.to));
  }

  void add_slice(const std::string& heading, std::size_t slice) {
    add_heading(heading);
    for (const auto measure : in_slices) add_measure(measure, slice);
  }

  /// Nobody had a value, something rare never came about, or the number of instances is a matter of
  /// the scenario: such a row says nothing.
  static bool untold(std::size_t measure, const std::vector<Estimate>& estimates) {
    const auto fixed = [&](const Estimate& estimate) {
      return estimate.mean == estimates.front().mean && !(estimate.high > estimate.low);
    };
    if (measure == measure_index("instances") && std::ranges::all_of(estimates, fixed)) return true;
    const bool rare = std::ranges::count(rarities, measure) > 0;
    return std::ranges::all_of(estimates, [&](const Estimate& estimate) {
      return std::isnan(estimate.mean) || (rare && estimate.mean == 0 && !(estimate.high > 0));
    });
  }

  void add_measure(std::size_t measure, std::size_t slice) {
    std::vector<Estimate> estimates;
    for (const auto& design : results_.designs) estimates.push_back(design.slices[slice][measure]);
    if (untold(measure, estimates)) return;
    auto scale = scale_of(measures[measure].unit, estimates);
    Grid::Row row{fmt::format("  {}", measures[measure].title), {}, ""};
    if (measures[measure].counts()) row.title += ", " + std::exchange(scale.unit, "");
    const bool probable = measures[measure].unit == Measure::Unit::probability;
    for (const auto& estimate : estimates)
      row.cells.push_back(
          cell(marked(probable ? probability_figure(estimate) : figure_of(estimate, scale),
                      estimate, results_.replications)));
    if (compared()) {
      const auto& comparison = results_.comparisons.front();
      const auto& difference = comparison.slices[slice][measure];
      if (!probable)
        row.cells.push_back(
            cell(marked(signed_figure_of(difference.estimate, difference_scale(scale)),
                        difference.estimate, results_.replications)));
      else
        row.cells.push_back({"", ""});
      row.note = paint_.good(comparison.winner(difference));
    }
    grid_.add(std::move(row));
  }

  const Results& results_;
  const Paint& paint_;
  Grid grid_;
};

std::string score(const std::vector<JudgedExpectation>& verdicts) {
  if (verdicts.empty()) return "";
  const auto passed =
      std::ranges::count_if(verdicts, [](const auto& judged) { return judged.verdict.passed; });
  return fmt::format("{} of {} met. ", passed, counted(verdicts.size(), "expectation"));
}

std::string closing_line(const Results& results) {
  const auto& frame = results.designs.front().frame;
  return fmt::format("{}{}, seed {}, measured {} to {}{}.\n", score(results.verdicts),
                     counted(results.replications, "replication"), results.seed,
                     since_start(frame.warm), since_start(frame.length),
                     results.replications > 1 ? "; mean ± 95 % interval" : "");
}

}  // namespace

std::string results_table(const Results& results, const Paint& paint) {
  auto text = paint.heading(results.title) + "\n" + wrapped(results.question, line_width);
  if (results.partial())
    text += paint.bad(fmt::format("PARTIAL: {} of {} replications", results.replications,
                                  results.wanted_replications)) +
            "\n";
  text += "\n" + Sheet(results, paint).text() + parts_table(results, paint) +
          books_table(results, paint);
  if (!results.verdicts.empty())
    text += "\n" + paint.heading("expectations") + "\n" + verdict_lines(results, paint);
  return text + "\n" + closing_line(results);
}

}  // namespace faultline
