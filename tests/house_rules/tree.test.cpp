#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/house_rules/rules.hpp"

/// The rules as they apply to the tree itself; that each rule sees what it should is tested by
/// snippets in rules.test.cpp.
namespace faultline::house {

namespace {

const std::vector<Source>& tree() {
  static const auto sources = read_tree(FAULTLINE_TREE);
  return sources;
}

/// Every offence, one a line.
std::string offences(Findings (*rule)(const Source&)) {
  std::string text;
  for (const auto& source : tree())
    for (const auto& found : rule(source)) text += found + "\n";
  return text;
}

}  // namespace

TEST_CASE("House: the whole tree is read") {
  const auto has = [](std::string_view path) {
    return std::ranges::any_of(tree(), [&](const auto& source) { return source.path == path; });
  };
  for (const auto* path :
       {"sim/engine/calendar.hpp", "faultline", "tests/house_rules/tree.test.cpp"}) {
    INFO(path);
    CHECK(has(path));
  }
}

TEST_CASE("House: rooms include only the rooms they may") {
  CHECK(offences(wrong_directions) == "");
}

TEST_CASE("House: folders include only what stands below them") {
  CHECK(offences(upward_includes) == "");
}

TEST_CASE("House: tests stand in the folder of what they test") {
  CHECK(offences(misplaced_tests) == "");
}

TEST_CASE("House: SimGrid, Boost.Graph and nlohmann_json stay behind their files") {
  CHECK(offences(misplaced_libraries) == "");
  CHECK(scattered_graphs(tree()) == Findings{});
}

TEST_CASE("House: files, lines and functions are short") {
  CHECK(offences(misshapen) == "");
  CHECK(offences(long_functions) == "");
}

TEST_CASE("House: README is short, and ctest takes the names of tests whole") {
  CHECK(offences(long_readme) == "");
  CHECK(offences(split_names) == "");
}

TEST_CASE("House: the median file has at most 90 lines") { CHECK(median_length(tree()) <= 90); }

TEST_CASE("House: nothing calls the wall clock, foreign randomness or unordered containers") {
  CHECK(offences(banned_words) == "");
}

TEST_CASE("House: types are nouns of the field, each declared by one header") {
  CHECK(offences(empty_names) == "");
  CHECK(types_of_one_name(tree()) == Findings{});
}

TEST_CASE("House: nothing is left for later or points to somebody's machine") {
  CHECK(offences(leftovers) == "");
  CHECK(offences(named_registries) == "");
}

TEST_CASE("House: no tabs, no blanks at line ends") { CHECK(offences(untidy_blanks) == ""); }

}  // namespace faultline::house
