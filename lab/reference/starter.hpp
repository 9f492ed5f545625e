#pragma once

#include <string>
#include <vector>

namespace faultline {

/// What a first scenario is composed of, as people say it.
struct StarterSettings {
  std::string file;
  std::string title;
  std::vector<std::string> services;  ///< two or more; clients ask the first
  std::string rate;                   ///< "100/s"
  std::string down;                   ///< one of the services, not the first
  std::string outage;                 ///< "30s"; 5 s or more
};

/// A scenario with comments: the services called in a chain, or told by an event, while one of them
/// is down. Throws ScenarioError where a setting is none.
std::string starter_scenario(const StarterSettings& settings);

/// "a, b,c" as its three names.
std::vector<std::string> separated(const std::string& list);

}  // namespace faultline
