#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/faults/fault.hpp"

namespace faultline {

/// How strongly a kind of fault is tried, as practice does.
struct Strength {
  enum class Unit : std::uint8_t { none, ratio, seconds };

  std::string_view kind;
  std::string_view field;    ///< that says how strong it is; empty: it has no degrees
  Unit unit = Unit::none;    ///< of that field
  double least = 0;          ///< that is worth a thought
  double most = 0;           ///< with which it is tried
  std::string_view fixed{};  ///< what else it needs, as members of a JSON object

  /// The values of the field on which it is tried, in ascending order; one, without meaning, where
  /// it has no degrees.
  std::vector<double> rungs() const;
  /// Such a value as the scenario has it: "0.5", "\"250ms\"".
  std::string json(double value) const;
  /// "rate 0.5"; empty where it has no degrees.
  std::string text(double value) const;
};

/// The one of a kind; a kind that the table does not have is tried as it is by default, and nothing
/// is given where it has fields that somebody has to choose.
std::optional<Strength> strength_of(const Kind<Fault>& kind);

}  // namespace faultline
