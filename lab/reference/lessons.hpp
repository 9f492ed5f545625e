#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace faultline {

/// The JSON files of a folder that are no schemas, in the order of their names.
std::vector<std::filesystem::path> json_files(const std::filesystem::path& folder);

/// All scenarios of the folder "scenarios", the lessons first, then one for each kind.
std::vector<std::filesystem::path> lessons();

/// The scenario file that is meant: the file of that name where there is one; otherwise the lesson
/// or example of the folder "scenarios" by its number ("01", "1"), its name ("order-checkout") or
/// both. Throws ScenarioError where there is none, but a file or lesson of a name near to it;
/// what names nothing at all is returned as it is.
std::string scenario_file(const std::string& name);

}  // namespace faultline
