#include <algorithm>
#include <optional>
#include <system_error>
#include <utility>

#include "lab/reference/lessons.hpp"
#include "lab/reference/listing.hpp"
#include "lab/text/sheet.hpp"
#include "sim/language/document.hpp"

namespace faultline {

namespace {

namespace fs = std::filesystem;

/// In the order of their names.
std::vector<fs::path> folders_in(const fs::path& folder) {
  std::vector<fs::path> folders;
  std::error_code unreadable;
  for (const auto& entry : fs::directory_iterator(folder, unreadable))
    if (entry.is_directory()) folders.push_back(entry.path());
  std::ranges::sort(folders);
  return folders;
}

/// What the file says of itself; of one that cannot be read, what is wrong with it; nothing where
/// it is no scenario.
std::optional<ListedScenario> scenario_in(const fs::path& file) {
  try {
    const auto document = read_document(file.string());
    const auto& root = document.root;
    if (!root.find("faultline") && !root.find("question")) return std::nullopt;
    return ListedScenario{file, text_of(root, "title"), text_of(root, "question")};
  } catch (const ScenarioError& error) {
    return ListedScenario{file, "", error.what()};
  }
}

std::string sheet_of(const fs::path& folder) {
  Sheet sheet(0);
  for (const auto& [file, title, question] : scenarios_in(json_files(folder)))
    sheet.add({file.string(), title, question});
  return sheet.text();
}

bool has_scenarios(const fs::path& folder) {
  const auto is_scenario = [](const fs::path& file) { return scenario_in(file).has_value(); };
  return std::ranges::any_of(json_files(folder), is_scenario) ||
         std::ranges::any_of(folders_in(folder), [&](const fs::path& below) {
           return std::ranges::any_of(json_files(below), is_scenario);
         });
}

}  // namespace

std::string text_of(const Node& object, const char* key) {
  const auto* node = object.find(key);
  return node ? node->text : "";
}

std::vector<ListedScenario> scenarios_in(const std::vector<fs::path>& files) {
  std::vector<ListedScenario> scenarios;
  for (const auto& file : files)
    if (auto scenario = scenario_in(file)) scenarios.push_back(std::move(*scenario));
  return scenarios;
}

std::string scenarios_listed(const fs::path& folder) {
  auto text = sheet_of(folder);
  for (const auto& below : folders_in(folder))
    if (const auto listed = sheet_of(below); !listed.empty())
      text += (text.empty() ? "" : "\n") + listed;
  return text;
}

fs::path scenario_folder() {
  if (has_scenarios("scenarios")) return "scenarios";
  std::error_code unknown;
  for (auto folder = fs::read_symlink("/proc/self/exe", unknown).parent_path();
       folder.has_relative_path(); folder = folder.parent_path())
    for (const auto* place : {"scenarios", "share/faultline/scenarios"})
      if (has_scenarios(folder / place)) return folder / place;
  return {};
}

}  // namespace faultline
