#include "lab/output/summaries/moves.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "lab/output/json/inside_json.hpp"
#include "lab/output/untold.hpp"
#include "lab/text/figure.hpp"
#include "lab/text/grid.hpp"

namespace faultline {

namespace {

std::string_view verdict_of(const Difference& difference) {
  if (difference.winner == Winner::none) return "";
  return difference.winner == Winner::second ? "better" : "worse";
}

std::string painted(const Difference& difference, const Paint& paint) {
  const std::string word(verdict_of(difference));
  return difference.winner == Winner::second ? paint.good(word) : paint.bad(word);
}

std::string name_of(const Move& move) {
  return move.before == move.after ? move.before : move.before + " -> " + move.after;
}

std::string summary_of(const Move& move) {
  const auto count = [&](Winner winner) {
    return std::ranges::count(move.differences, winner, &Difference::winner);
  };
  const auto better = count(Winner::second);
  const auto worse = count(Winner::first);
  if (better + worse == 0) return "no measure differs by more than chance explains";
  return fmt::format("{} better, {} worse", better, worse);
}

/// The measures of one design, one row each.
class MoveTable {
 public:
  MoveTable(const Moves& moves, const Move& move, const Paint& paint)
      : moves_(moves), move_(move), paint_(paint) {}

  std::string text(bool all) {
    grid_.add({"", {{"", "before"}, {"", "after"}, {"", "difference"}}, ""});
    for (const auto& difference : move_.differences)
      if (all || difference.winner != Winner::none) add(difference);
    const auto head =
        paint_.heading(cut_to_width(name_of(move_), 40)) + ": " + summary_of(move_) + "\n";
    const bool empty = !all && std::ranges::all_of(move_.differences, [](const auto& difference) {
      return difference.winner == Winner::none;
    });
    return empty ? head : head + grid_.text();
  }

 private:
  void add(const Difference& difference) {
    const auto measure = difference.measure;
    const std::array both{move_.values_before[measure], move_.values_after[measure]};
    if (untold(measure, {both.begin(), both.end()})) return;
    const auto unit = measures[measure].unit;
    const auto scale = scale_of(unit, both);
    const auto value = [&](const Estimate& estimate, std::size_t replications) {
      const auto figure = marked(figure_of(unit, estimate, scale), estimate, replications);
      return Grid::Cell{figure.mean, figure.spread};
    };
    const auto figure = signed_figure_of(difference.estimate, difference_scale(scale));
    grid_.add({fmt::format("  {}", measures[measure].title),
               {value(both[0], moves_.before.replications),
                value(both[1], moves_.after.replications),
                {figure.mean, figure.spread}},
               painted(difference, paint_)});
  }

  const Moves& moves_;
  const Move& move_;
  const Paint& paint_;
  Grid grid_;
};

std::string side(const char* role, const ComparedSide& side) {
  return hung(fmt::format("{:<8}", role), fmt::format("{} (seed {}, {})", side.name, side.seed,
                                                      counted(side.replications, "replication")));
}

Json to_json(const ComparedSide& side) {
  return {{"name", side.name}, {"seed", side.seed}, {"replications", side.replications}};
}

Json to_json(const Move& move) {
  Json json{{"before", move.before}, {"after", move.after}, {"differences", Json::array()}};
  for (const auto& difference : move.differences) {
    Json own{{"measure", measures[difference.measure].key},
             {"before", to_json(move.values_before[difference.measure])},
             {"after", to_json(move.values_after[difference.measure])},
             {"difference", to_json(difference.estimate)},
             {"p", difference.p}};
    const auto verdict = verdict_of(difference);
    own["verdict"] = verdict.empty() ? Json(nullptr) : Json(verdict);
    json["differences"].push_back(std::move(own));
  }
  return json;
}

}  // namespace

std::size_t Moves::count(Winner winner) const {
  std::size_t count = 0;
  for (const auto& move : designs)
    count += std::ranges::count(move.differences, winner, &Difference::winner);
  return count;
}

Move move_of(const MeasuredDesign& before, const MeasuredDesign& after, bool paired) {
  const auto common = std::min(before.runs.size(), after.runs.size());
  return {
      before.name, after.name, estimate_measures(before.runs, 0), estimate_measures(after.runs, 0),
      paired ? compare(std::span(before.runs).first(common), std::span(after.runs).first(common), 0)
             : compare_unpaired(before.runs, after.runs, 0)};
}

void name_winners(Moves& moves) {
  std::vector<Difference*> all;
  for (auto& move : moves.designs)
    for (auto& difference : move.differences) all.push_back(&difference);
  name_winners(std::move(all));
}

std::string moves_table(const Moves& moves, const Paint& paint, bool all) {
  auto text = side("before", moves.before) + side("after", moves.after);
  for (const auto& note : moves.notes) text += hung("note    ", note);
  for (const auto& move : moves.designs) text += "\n" + MoveTable(moves, move, paint).text(all);
  return text + "\n" +
         wrapped(fmt::format(
                     "{} better, {} worse; mean ± 95 % interval, {}. A measure is named "
                     "better or worse by Holm's procedure at 5 % over all of them.",
                     moves.count(Winner::second), moves.count(Winner::first),
                     moves.paired ? "differences paired by replication" : "differences not paired"),
                 page_width);
}

Json moves_json(const Moves& moves) {
  Json json{{"before", to_json(moves.before)},
            {"after", to_json(moves.after)},
            {"paired", moves.paired},
            {"notes", moves.notes},
            {"better", moves.count(Winner::second)},
            {"worse", moves.count(Winner::first)},
            {"designs", Json::array()}};
  for (const auto& move : moves.designs) json["designs"].push_back(to_json(move));
  return json;
}

}  // namespace faultline
