#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "lab/running/expectations.hpp"
#include "lab/running/run_options.hpp"
#include "models/scenario/scenario.hpp"
#include "sim/language/document.hpp"

namespace faultline {

/// A scenario made ready to run: read, changed as the command line says, validated.
struct Experiment {
  Document document;  ///< resolved: holds every change, the seed and the number of replications
  Scenario scenario;
  std::vector<std::string> designs;  ///< those to run
  std::vector<NamedExpectation> expectations;

  std::uint64_t seed() const { return static_cast<std::uint64_t>(scenario.run.seed); }
  std::size_t replications() const { return static_cast<std::size_t>(scenario.run.replications); }
};

/// Throws ScenarioError for anything that is wrong with the scenario, the changes or the designs.
Experiment read_experiment(const RunOptions& options);

/// The same of a scenario that has been read.
Experiment experiment_of(Document document, const RunOptions& options);

}  // namespace faultline
