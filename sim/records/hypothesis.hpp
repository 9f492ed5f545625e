#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "sim/engine/time.hpp"

namespace faultline {

/// A measure and the values that it has while nothing is wrong.
struct Probe {
  std::string measure;  ///< its key
  std::optional<std::size_t>
      request_class;  ///< index in RunFrame::classes; all where there is none
  std::optional<double> at_least;
  std::optional<double> at_most;

  bool tolerates(double value) const {
    return (!at_least || value >= *at_least) && (!at_most || value <= *at_most);
  }
};

/// The steady-state hypothesis of one design, and the windows in which it is checked.
struct HypothesisFrame {
  std::vector<Probe> probes;
  std::vector<Time>
      starts;  ///< of the windows, each of which lasts to the next; the last to length
};

/// A fault whose strikes depend on a condition begins or ends one.
struct StrikeRecord {
  std::size_t fault;  ///< index in RunFrame::faults
  Time at;
  bool begins;
};

/// A fault that comes and goes, as it was drawn for this run: its first instant and its last; the
/// same twice where it never strikes.
struct RecurrenceRecord {
  std::size_t fault;  ///< index in RunFrame::faults
  Time from;
  Time to;
};

/// The stop condition of the scenario was met: all faults under way ended, and none begins any
/// more.
struct AbortRecord {
  Time at;
};

}  // namespace faultline
