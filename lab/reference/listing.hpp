#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace faultline {

/// What a scenario is made of: each section and each family of kinds, with its fields.
std::string kinds_listed();

struct Shape;
struct KindShape;
struct Node;

/// One section with its fields, or one family with all of its kinds.
std::string shape_listed(const Shape& shape);

/// One kind with its fields, as it stands among those of its family.
std::string kind_listed(const KindShape& kind);

/// What a run tells of a design, by group.
std::string measures_listed();

/// What a scenario file says of itself; of one that cannot be read, what is wrong with it stands in
/// the question's place.
struct ListedScenario {
  std::filesystem::path file;
  std::string title;
  std::string question;
};

/// The text that an object has at a key; empty where it has none.
std::string text_of(const Node& object, const char* key);

/// Those of the files that are scenarios.
std::vector<ListedScenario> scenarios_in(const std::vector<std::filesystem::path>& files);

/// The scenario files in a folder and in those within it: path, title, question. Empty where there
/// is none.
std::string scenarios_listed(const std::filesystem::path& folder);

/// The folder "scenarios" of the working folder, else of the nearest one above the program that has
/// scenarios in it, there or, as it is installed, in "share/faultline"; empty where there is none.
std::filesystem::path scenario_folder();

}  // namespace faultline
