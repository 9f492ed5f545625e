#include "lab/files/result_folder.hpp"

#include <catch2/catch.hpp>

#include "sim/language/problems.hpp"
#include "tests/lab/tiny_scenario.hpp"

using namespace faultline;
namespace fs = std::filesystem;

namespace {

std::size_t entries_in(const fs::path& folder) {
  return static_cast<std::size_t>(
      std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

}  // namespace

TEST_CASE("Result files go to a folder that is made where it is missing") {
  const TemporaryFolder folder;
  const ResultFolder results(folder / "a/b");
  CHECK(entries_in(folder / "a/b") == 0);
  results.write({{"one.txt", "1"}, {"two.txt", "2"}});
  CHECK(folder.content_of("a/b/one.txt") == "1");
  CHECK(folder.content_of("a/b/two.txt") == "2");
  CHECK(entries_in(folder / "a/b") == 2);
}

TEST_CASE("A file is no folder for results, nor is anything below it") {
  const TemporaryFolder folder;
  const auto file = folder.file("file", "mine");
  CHECK_THROWS_AS(ResultFolder(file), ScenarioError);
  CHECK_THROWS_AS(ResultFolder(file + "/below"), ScenarioError);
  CHECK(folder.content_of("file") == "mine");
}

TEST_CASE("Where one file cannot be written what was there before stays") {
  const TemporaryFolder folder;
  folder.file("one.txt", "old");
  const ResultFolder results(folder.path());
  CHECK_THROWS_AS(results.write({{"one.txt", "new"}, {"no/such/folder.txt", ""}}), NotWritten);
  CHECK(folder.content_of("one.txt") == "old");
  CHECK(entries_in(folder.path()) == 1);
}

TEST_CASE("A file that cannot be written is told by its own name, with the cause") {
  const TemporaryFolder folder;
  const ResultFolder results(folder / "out");
  std::filesystem::create_directories(folder / "out/taken/by a folder");
  CHECK_THROWS_WITH(results.write({{"taken", "1"}}),
                    "--out " + folder / "out/taken" + ": cannot be written: Is a directory");
  CHECK(entries_in(folder / "out") == 1);
  std::filesystem::remove_all(folder / "out");
  CHECK_THROWS_WITH(
      results.write({{"one.txt", "1"}}),
      "--out " + folder / "out/one.txt" + ": cannot be written: No such file or directory");
}
