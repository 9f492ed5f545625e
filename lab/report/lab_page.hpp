#pragma once

#include <string>
#include <vector>

namespace faultline {

/// A scenario that the lab's page offers.
struct LabScenario {
  std::string file;
  std::string text;
};

/// What the lab's page holds.
struct LabContent {
  std::string engine;                  ///< the bytes of the WebAssembly module
  std::vector<LabScenario> scenarios;  ///< in this order
  std::string schema;                  ///< the JSON Schema of scenarios
  std::string start;                   ///< the file of the scenario to begin with; none where empty
};

/// The built page with all of this in it, compressed: one HTML file that runs scenarios by itself,
/// from disk, and asks the network for nothing.
std::string lab_page(const LabContent& content);

}  // namespace faultline
