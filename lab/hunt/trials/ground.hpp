#pragma once

#include "lab/running/experiment.hpp"

namespace faultline {

/// What a hunt tries its faults on: the scenario without faults of its own, and when and for how
/// long faults strike it.
///
/// They last 60 s or a sixth of the run, whichever is shorter. Where the scenario looks the same at
/// all times (requests are expected at a constant rate; nothing is changed, released or deployed
/// meanwhile) the run is cut to what a verdict needs: the warm-up, a sixth of that time (6 s at
/// least) to see the steady state, the faults, and that time again (10 s at least) to recover.
/// Otherwise, or where that would be longer, it stays as it is, and the faults strike in the middle
/// of what is measured.
struct Ground {
  Document document;  ///< without faults and what refers to them
  Scenario scenario;  ///< the same, read
  Duration at;        ///< when faults strike
  Duration longest;   ///< they last at most
  bool cut;           ///< the run is shorter than the scenario's
};

/// Throws ScenarioError where the scenario is not valid without its faults.
Ground ground_of(const Experiment& experiment);

}  // namespace faultline
