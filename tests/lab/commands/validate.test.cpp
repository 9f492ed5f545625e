#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "lab/commands/commands.hpp"
#include "lab/running/experiment.hpp"
#include "sim/language/problems.hpp"

using namespace faultline;

namespace {

std::string text_of(const std::filesystem::path& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  return text.str();
}

/// The first scenario with one piece of its text replaced, in a file of its own.
class ChangedLesson {
 public:
  ChangedLesson(const std::string& from, const std::string& to) {
    auto text = text_of("scenarios/01-order-checkout.json");
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
    std::ofstream(file_) << text;
  }
  ~ChangedLesson() { std::filesystem::remove(file_); }
  std::string file() const { return file_.string(); }

 private:
  std::filesystem::path file_ = std::filesystem::temp_directory_path() /
                                ("faultline-changed-" + std::to_string(getpid()) + ".json");
};

std::string complaint(const std::string& file) {
  try {
    read_experiment({.scenario = file});
    return "";
  } catch (const ScenarioError& error) {
    return error.what();
  }
}

int validate(std::vector<std::string> files) { return validate_command({std::move(files)}); }

}  // namespace

TEST_CASE("valid files give exit code 0, one bad one among them 2") {
  const std::string good = "scenarios/01-order-checkout.json";
  const std::string bench = "bench/scenarios/chain5.json";
  CHECK(validate({good}) == ExitCode::holds);
  CHECK(validate({good, bench}) == ExitCode::holds);
  const ChangedLesson bad("\"10min\"", "\"-10min\"");
  CHECK(validate({bad.file()}) == ExitCode::bad_input);
  CHECK(validate({good, bad.file(), bench}) == ExitCode::bad_input);
  CHECK(validate({"none.json"}) == ExitCode::bad_input);
}

TEST_CASE("a measure that does not exist is told with the nearest") {
  const ChangedLesson bad("\"time_to_recover_s\"", "\"time_to_recovery_s\"");
  const auto text = complaint(bad.file());
  CHECK(text.find("no measure \"time_to_recovery_s\"; did you mean \"time_to_recover_s\"?") !=
        std::string::npos);
  CHECK(text.find("/expect/7/measure") != std::string::npos);
  CHECK(validate({bad.file()}) == ExitCode::bad_input);
}

TEST_CASE("a window that the measured run does not hold is told") {
  const ChangedLesson bad("\"during\": \"payment down\"", "\"before\": \"payment down\"");
  CHECK(complaint(bad.file()).empty());
  const ChangedLesson early("\"at\": \"4min\", \"for\": \"2min\"",
                            "\"at\": \"10s\", \"for\": \"20s\"");
  CHECK(complaint(early.file()).find("/expect/0/during: nothing is measured") != std::string::npos);
}

TEST_CASE("a scenario of another version of the language gets one clear error") {
  const ChangedLesson newer("\"faultline\": 1", "\"faultline\": 2, \"novelty\": true");
  CHECK_THAT(complaint(newer.file()),
             Catch::Contains("/faultline: the file has version 2 of the scenario language, but "
                             "this program reads version 1: a newer Faultline is needed") &&
                 !Catch::Contains("novelty"));
  const ChangedLesson older("\"faultline\": 1", "\"faultline\": 0");
  CHECK_THAT(complaint(older.file()), Catch::Contains("there is no such version"));
}
