#pragma once

#include <string>
#include <vector>

#include "lab/output/results.hpp"
#include "lab/text/json.hpp"

namespace faultline {

/// One part after one fault.
struct Domino {
  std::string part;
  const std::vector<Estimate>* row;  ///< by `domino_columns`

  const Estimate& operator[](std::size_t column) const { return (*row)[column]; }
  /// Seconds from the beginning of the fault until it left its steady-state band.
  const Estimate& left_after() const { return (*row)[1]; }
  /// Attempts at it per first attempt, while the fault was active and before.
  const Estimate& amplification() const { return (*row)[6]; }
  const Estimate& amplification_before() const { return (*row)[7]; }
  /// How often it left that, of the replications.
  double probability() const { return (*row)[0].mean; }
};

/// What one fault did to the parts of a design.
struct Dominoes {
  std::vector<Domino> fallen;          ///< in the order in which they left their bands
  std::vector<std::string> untouched;  ///< in no replication
};

/// A part that left its band in fewer than half of the replications stands behind the others. The
/// course of the parts has to be kept.
Dominoes dominoes_of(const DesignResult& design, std::size_t fault);

/// Below its name what the fault did to a part, by `domino_columns`.
Json to_json(const Domino& domino);

/// What one fault did to the parts of a design, in sentences.
std::string dominoes_in_words(const DesignResult& design, std::size_t fault);

/// Below a design, by the name of each fault: its blast radius as measured and as the wiring has
/// it, the parts that left their steady-state bands in the order in which they did, and those that
/// never did. null where that was not recorded.
Json dominoes_json(const DesignResult& design);

}  // namespace faultline
