#include <catch2/catch.hpp>

#include "lab/commands/commands.hpp"
#include "tests/lab/tiny_scenario.hpp"

/// A scenario that replays a file is run from its own folder, and its results can be moved.
using namespace faultline;
namespace fs = std::filesystem;

namespace {

/// The tiny shop whose customers come when the file says.
std::string replaying(const std::string& file) {
  std::string text = tiny_scenario;
  const std::string open = R"({ "kind": "open", "arrivals": "20/s" })";
  const auto at = text.find(open);
  REQUIRE(at != std::string::npos);
  return text.replace(at, open.size(), R"({ "kind": "replay", "file": ")" + file + "\" }");
}

int run(const std::string& scenario, const std::string& folder) {
  return run_command(
      {.scenario = scenario, .format = "csv", .jobs = 1, .folder = folder, .quiet = true});
}

}  // namespace

TEST_CASE(
    "The results folder has the replayed file beside the scenario, and runs alike elsewhere") {
  const TemporaryFolder folder;
  fs::create_directories(folder / "lessons/traces");
  std::string csv = "at\n";
  for (int i = 0; i < 400; ++i) csv += std::to_string(100 + 0.05 * i) + "\n";
  folder.file("lessons/traces/day.csv", csv);
  const auto scenario = folder.file("lessons/shop.json", replaying("traces/day.csv"));
  CHECK(run(scenario, folder / "first") == ExitCode::holds);
  CHECK(folder.content_of("first/trace.csv") == csv);
  fs::rename(folder / "first", folder / "moved");
  fs::remove_all(folder / "lessons");
  CHECK(run(folder / "moved/scenario.json", folder / "again") == ExitCode::holds);
  for (const std::string file : {"measures.csv", "series.csv", "scenario.json", "trace.csv"})
    CHECK(folder.content_of("moved/" + file) == folder.content_of("again/" + file));
}
