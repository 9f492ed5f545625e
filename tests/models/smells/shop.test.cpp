#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

#include "models/scenario/validation/validation.hpp"
#include "models/smells/smell.hpp"

/// What lessons 32 to 37 and the README say about the smells of the shop.
using namespace faultline;

namespace {

std::string text_of(const std::filesystem::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

std::size_t smells_in(const std::filesystem::path& file, const std::string& design) {
  auto document = read_document(file.string());
  const auto scenario = read_scenario(document);
  const auto outline = outline_of(scenario, find_entry(scenario.designs, design)->value);
  return smells_of(scenario, outline, load_of(scenario, outline)).size();
}

}  // namespace

TEST_CASE("the heads of the shop's lessons and the README count its smells right") {
  std::vector<std::size_t> counts;
  for (const auto& file : std::filesystem::directory_iterator("scenarios")) {
    const auto text = text_of(file);
    std::smatch found;
    const auto counted = std::regex(R"((\d+) smells become (\d+))");
    if (!std::regex_search(text, found, counted)) continue;
    INFO(file.path());
    counts.push_back(smells_in(file, "before"));
    counts.push_back(smells_in(file, "after"));
    CHECK(std::stoul(found[1]) == smells_in(file, "before"));
    CHECK(std::stoul(found[2]) == smells_in(file, "after"));
  }
  REQUIRE(counts.size() == 12);
  const auto whole = "from " + std::to_string(std::ranges::max(counts)) + " smells to " +
                     std::to_string(std::ranges::min(counts));
  CHECK(text_of("README.md").find(whole) != std::string::npos);
}
