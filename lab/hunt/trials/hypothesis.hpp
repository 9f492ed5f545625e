#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "lab/running/experiment.hpp"

namespace faultline {

/// A bound that a measure of the whole measured run has to keep.
struct MeasureBound {
  std::size_t measure;  ///< index in `measures`
  std::optional<double> at_least = std::nullopt;
  std::optional<double> at_most = std::nullopt;

  /// Whether the value breaks it. No value (NaN) breaks nothing.
  bool broken_by(double value) const;
  /// "at least 99 %"
  std::string bounds() const;
  /// "availability at least 99 %"
  std::string text() const;
};

/// Whether it is one of those that are there only where what goes on inside is recorded.
bool is_of_inside(std::size_t measure);

/// What a design has to keep: all of the claims.
struct Hypothesis {
  enum class Source : std::uint8_t { asked, stated, expected, usual };

  std::vector<MeasureBound> claims;
  Source source;

  /// By the values of one replication, or by their means; in the order of `measures`.
  bool broken_by(std::span<const double> values) const;
  /// Whether some claim needs what is recorded inside a run.
  bool needs_inside() const;
  std::string text() const;
};

/// Of "availability>=0.99" or "lost<=0". Throws ScenarioError for anything else, with the nearest
/// measure.
MeasureBound parse_claim(const std::string& text);

/// Those that are asked for; without them the probes of the scenario's `hypothesis` that are of
/// every design and of all requests; without those the entries of `expect` that are of the whole
/// run and of every design; without those the usual one: availability and completion of at least 99
/// %, and not collapsed.
Hypothesis hypothesis_for(const Experiment& experiment, const std::vector<std::string>& asked);

}  // namespace faultline
