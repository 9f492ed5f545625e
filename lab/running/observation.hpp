#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "models/scenario/scenario.hpp"
#include "sim/language/problems.hpp"
#include "sim/records/records.hpp"

namespace faultline {

/// A measure of a design, in a part of the run.
struct Observation {
  std::string design;
  std::string measure;  ///< its key
  std::string window;   ///< "during X", "class X during Y", ...; empty for the whole run
};

/// A part of the run as results call it, and where the last of its names stands.
struct WindowName {
  std::string text;
  Place place;
};

/// Of a selection without any name the whole run, at `otherwise`.
WindowName window_of(const RequestSelection& selection, const Place& otherwise);

/// Index in RunSummary::measures; one too large where the run does not contain the window.
std::size_t slice_of(const RunFrame& frame, const std::string& window);

/// Whether the run contains the window.
bool holds(const RunFrame& frame, const std::string& window);

/// Why a known measure can have no value in a design, whatever happens; empty where it can.
std::string_view why_never(const Observation& observation, const Scenario& scenario);

/// Tells of a share or a probability that is to be more than 1.
void check_bound(std::string_view measure, std::optional<double> bound, const Place& place,
                 Problems& problems);

}  // namespace faultline
