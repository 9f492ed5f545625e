#include <algorithm>
#include <sstream>

#include "lab/text/grid.hpp"
#include "tests/lab/commands/program.hpp"

using namespace faultline;
using Catch::Contains;

namespace {

constexpr auto quick = "8ms";

/// The tiny scenario, whose bank takes so long.
std::string scenario(const std::string& mean) {
  std::string text = tiny_scenario;
  return text.replace(text.find(quick), std::string(quick).size(), mean);
}

Answered compare(std::vector<std::string> words) {
  words.insert(words.begin(), {"compare", "--quiet"});
  return faultline_with(words);
}

void run_into(const std::string& scenario, const std::string& folder, const std::string& seed) {
  const auto answer = faultline_with({"run", scenario, "--quiet", "--out", folder, "--seed", seed});
  REQUIRE(answer.code <= 1);
}

}  // namespace

TEST_CASE("A scenario compared with itself has not moved") {
  const TemporaryFolder folder;
  const auto same = folder.file("same.json", tiny_scenario);
  const auto answer = compare({same, same});
  CHECK(answer.code == 0);
  CHECK_THAT(answer.out, Contains("calls: no measure differs") && Contains("0 better, 0 worse"));
}

TEST_CASE("What got worse is named and fails, in lines of 80 columns, what got better does not") {
  const TemporaryFolder folder;
  const auto before = folder.file("before.json", scenario("8ms"));
  const auto after = folder.file("after.json", scenario("60ms"));
  const auto worse = compare({before, after, "--replications", "10"});
  CHECK(worse.code == 1);
  CHECK_THAT(worse.out, Contains("Response time, median") && Contains("worse"));
  std::istringstream lines(worse.out);
  for (std::string line; std::getline(lines, line);) CHECK(width_of(line) <= page_width);
  const auto json = compare({before, after, "--replications", "10", "--format", "json"});
  CHECK_THAT(json.out, Contains("\"verdict\": \"worse\"") && Contains("\"paired\": true"));
}

TEST_CASE("Folders are compared as the scenarios are, replication by replication") {
  const TemporaryFolder folder;
  const auto before = folder.file("before.json", scenario("8ms"));
  const auto after = folder.file("after.json", scenario("20ms"));
  run_into(before, folder / "one", "7");
  run_into(after, folder / "two", "7");
  const auto read = compare({folder / "one", folder / "two", "--format", "json"});
  const auto run = compare({before, after, "--format", "json"});
  const auto differences = [](const std::string& text) { return text.substr(text.find("paired")); };
  CHECK(differences(read.out) == differences(run.out));
  CHECK(read.code == run.code);
}

TEST_CASE("Folders with other seeds are compared without pairs, which is said") {
  const TemporaryFolder folder;
  const auto file = folder.file("tiny.json", tiny_scenario);
  run_into(file, folder / "one", "7");
  run_into(file, folder / "two", "8");
  const auto answer = compare({folder / "one", folder / "two"});
  CHECK_THAT(answer.out,
             Contains("the seeds differ, 7 and 8") && Contains("differences not paired"));
}

TEST_CASE("Designs that only one side has are told, and those with other names can be given") {
  const TemporaryFolder folder;
  const auto before = folder.file("before.json", tiny_scenario);
  std::string text = tiny_scenario;
  for (auto at = text.find("\"calls\""); at != text.npos; at = text.find("\"calls\"", at))
    text.replace(at, 7, "\"rest\"");
  const auto after = folder.file("after.json", text);
  const auto answer = compare({before, after});
  CHECK_THAT(answer.out,
             Contains("design \"calls\" is only in") && Contains("\"rest\" is only in"));
  const auto given = compare({before, after, "--designs", "calls=rest"});
  CHECK(given.code == 0);
  CHECK_THAT(given.out, Contains("calls -> rest: no measure differs"));
  const auto wrong = compare({before, after, "--designs", "calls=rset"});
  CHECK(wrong.code == 2);
  CHECK_THAT(wrong.err, Contains("no design \"rset\"; did you mean \"rest\"?"));
}

TEST_CASE("What cannot be compared is a usage error") {
  const TemporaryFolder folder;
  const auto file = folder.file("tiny.json", tiny_scenario);
  CHECK(compare({file}).code == 2);
  CHECK(compare({file, file, "--designs", "calls"}).code == 2);
  const auto empty = compare({folder.path().string(), file});
  CHECK(empty.code == 2);
  CHECK_THAT(empty.err, Contains("replications.csv: cannot be read"));
}
