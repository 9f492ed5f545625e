#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/verdicts/comparison.hpp"
#include "lab/output/csv/replications_csv.hpp"
#include "lab/text/json.hpp"
#include "lab/text/terminal.hpp"

namespace faultline {

/// Two designs, one before and one after a change, and what it did to each measure.
struct Move {
  std::string before;  ///< their names, mostly the same
  std::string after;
  std::vector<Estimate> values_before;  ///< by `measures`
  std::vector<Estimate> values_after;   ///< likewise
  std::vector<Difference> differences;  ///< after - before; the winner is named
};

/// One side of the comparison as it was asked for.
struct ComparedSide {
  std::string name;
  std::uint64_t seed;
  std::size_t replications;
};

struct Moves {
  ComparedSide before;
  ComparedSide after;
  bool paired = true;
  std::vector<std::string> notes;  ///< what is different, missing or left out
  std::vector<Move> designs = {};

  std::size_t count(Winner winner) const;
};

/// The differences of two designs; no winner is named yet.
Move move_of(const MeasuredDesign& before, const MeasuredDesign& after, bool paired);

/// Names the winners of all that is compared, by Holm's procedure.
void name_winners(Moves& moves);

/// Which measures moved, by design; `all`: those that did not, too.
std::string moves_table(const Moves& moves, const Paint& paint, bool all);
Json moves_json(const Moves& moves);

}  // namespace faultline
