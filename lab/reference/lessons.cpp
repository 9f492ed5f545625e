#include "lab/reference/lessons.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <vector>

#include "lab/reference/listing.hpp"
#include "sim/language/input_file.hpp"
#include "sim/language/problems.hpp"

namespace faultline {

namespace {

namespace fs = std::filesystem;

bool is_number(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789") == text.npos;
}

std::string without_zeros(const std::string& number) {
  return number.substr(std::min(number.find_first_not_of('0'), number.size()));
}

/// The names by which people call a lesson: "01-order-checkout", "order-checkout", "01".
std::vector<std::string> names_of(const fs::path& file) {
  const auto whole = file.stem().string();
  std::vector<std::string> names{whole};
  const auto dash = whole.find('-');
  if (dash != whole.npos && is_number(whole.substr(0, dash))) {
    names.push_back(whole.substr(dash + 1));
    names.push_back(whole.substr(0, dash));
  }
  return names;
}

bool is_called(const fs::path& file, const std::string& name) {
  return std::ranges::any_of(names_of(file), [&](const std::string& known) {
    return known == name ||
           (is_number(known) && is_number(name) && without_zeros(known) == without_zeros(name));
  });
}

/// The file of the same folder, or the lesson, whose name is nearest; empty where none is near.
std::string neighbour(const fs::path& wanted, const std::vector<fs::path>& known) {
  const auto folder = wanted.parent_path();
  std::vector<std::string> names;
  for (const auto& file : json_files(folder.empty() ? "." : folder))
    names.push_back(file.stem().string());
  if (const auto near = nearest(wanted.stem().string(), names); !near.empty())
    return (folder / (std::string(near) + ".json")).string();
  if (!folder.empty()) return {};
  names.clear();
  for (const auto& file : known)
    for (const auto& name : names_of(file)) names.push_back(name);
  return std::string(nearest(wanted.string(), names));
}

/// Those in whose names this one stands as whole words, as "shop" does in "32-shop-events".
std::vector<std::string> with_words(const std::string& name, const std::vector<fs::path>& known) {
  std::vector<std::string> names;
  for (const auto& file : known) {
    const auto whole = file.stem().string();
    if (("-" + whole + "-").find("-" + name + "-") != std::string::npos) names.push_back(whole);
  }
  return names;
}

}  // namespace

std::vector<fs::path> json_files(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code unreadable;
  for (const auto& entry : fs::directory_iterator(folder, unreadable))
    if (entry.path().extension() == ".json" && entry.path().stem().extension() != ".schema")
      files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

std::vector<fs::path> lessons() {
  const auto folder = scenario_folder();
  if (folder.empty()) return {};
  auto files = json_files(folder);
  for (const auto* below : {"kinds", "gallery", "chaos"})
    for (const auto& more : json_files(folder / below)) files.push_back(more);
  return files;
}

std::string scenario_file(const std::string& name) {
  std::error_code unknown;
  if (is_stream(name) || name.empty() || fs::exists(name, unknown)) return name;
  const auto known = lessons();
  const auto found =
      std::ranges::find_if(known, [&](const fs::path& file) { return is_called(file, name); });
  if (found != known.end()) return found->string();

  if (is_number(name))
    throw ScenarioError(fmt::format(
        "{}: no lesson has this number; \"faultline list scenarios\" lists them", name));
  if (const auto several = with_words(name, known); several.size() > 1)
    throw ScenarioError(fmt::format("{}: several lessons and examples have this word: {}", name,
                                    fmt::join(several, ", ")));
  if (const auto near = neighbour(name, known); !near.empty())
    throw ScenarioError(fmt::format("{}: there is no such file; did you mean \"{}\"?", name, near));
  return name;
}

}  // namespace faultline
