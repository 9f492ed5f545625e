#include <algorithm>
#include <system_error>

#include "lab/listing.hpp"
#include "lab/listing_sheet.hpp"
#include "sim/document.hpp"

namespace faultline {

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> scenario_files(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code unreadable;
  for (const auto& entry : fs::directory_iterator(folder, unreadable))
    if (entry.path().extension() == ".json" && entry.path().stem().extension() != ".schema")
      files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

std::string text_of(const Node& root, const char* key) {
  const auto* node = root.find(key);
  return node ? node->text : "";
}

Sheet::Row row_of(const fs::path& file) {
  try {
    const auto document = read_document(file.string());
    return {file.filename().string(), text_of(document.root, "title"),
            text_of(document.root, "question")};
  } catch (const ScenarioError& error) {
    return {file.filename().string(), "", error.what()};
  }
}

}  // namespace

std::string scenarios_listed(const fs::path& folder) {
  Sheet sheet(0);
  for (const auto& file : scenario_files(folder)) sheet.add(row_of(file));
  return sheet.text();
}

fs::path scenario_folder() {
  if (fs::is_directory("scenarios")) return "scenarios";
  std::error_code unknown;
  for (auto folder = fs::read_symlink("/proc/self/exe", unknown).parent_path();
       folder.has_relative_path(); folder = folder.parent_path())
    if (fs::is_directory(folder / "scenarios")) return folder / "scenarios";
  return {};
}

}  // namespace faultline
