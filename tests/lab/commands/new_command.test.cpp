#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "lab/processes/exit_code.hpp"
#include "tests/lab/commands/program.hpp"

using namespace faultline;
using Catch::Contains;

namespace {

namespace fs = std::filesystem;

Answered made(const std::string& file, std::vector<std::string> words = {}) {
  words.insert(words.begin(), {"new", file});
  return faultline_with(words);
}

}  // namespace

TEST_CASE("A new scenario is valid, runs, and both of its expectations hold") {
  const TemporaryFolder folder;
  const std::vector<std::vector<std::string>> asked{
      {},
      {"--services", "shop, bank", "--rate", "5/s", "--for", "5s"},
      {"--services", "a,b,c,d", "--rate", "2000/s", "--down", "b", "--for", "10s"}};
  for (std::size_t i = 0; i < asked.size(); ++i) {
    const auto file = folder / ("new" + std::to_string(i) + ".json");
    const auto answer = made(file, asked[i]);
    CHECK(answer.code == ExitCode::holds);
    CHECK_THAT(answer.out, Contains("run it: faultline run " + file));
    const auto run = faultline_with({"run", file, "--replications", "3", "--quiet"});
    INFO(run.out << run.err);
    CHECK(run.code == ExitCode::holds);
    CHECK_THAT(run.out, Contains("Both expectations hold."));
    CHECK(run.err.empty());
  }
}

TEST_CASE("A new scenario can begin as a lesson, which stays what it is") {
  const TemporaryFolder folder;
  const auto file = folder / "storm.json";
  CHECK(made(file, {"--from", "retry-storm"}).code == ExitCode::holds);
  const auto text = folder.content_of("storm.json");
  CHECK_THAT(text, Contains("faultline run " + file) && !Contains("$schema"));
  CHECK(faultline_with({"validate", file}).code == ExitCode::holds);
}

TEST_CASE("A file that is there is not written over, and a wrong wish writes none") {
  const TemporaryFolder folder;
  const auto file = folder.file("mine.json", "mine");
  const auto refused = made(file);
  CHECK(refused.code == ExitCode::bad_input);
  CHECK_THAT(refused.err, Contains("already exists"));
  CHECK(folder.content_of("mine.json") == "mine");

  const auto wrong = [&](std::vector<std::string> words, const std::string& why) {
    const auto answer = made(folder / "new.json", std::move(words));
    CHECK(answer.code == ExitCode::bad_input);
    CHECK_THAT(answer.err, Contains(why));
    CHECK_FALSE(fs::exists(folder / "new.json"));
  };
  wrong({"--services", "shop"}, "at least two are needed");
  wrong({"--services", "shop,a b"}, "is not a valid name");
  wrong({"--services", "shop,bank,bank"}, "appears twice");
  wrong({"--down", "shop"}, "neither design answers");
  wrong({"--down", "paiment"}, "did you mean \"payment\"?");
  wrong({"--for", "1s"}, "too short to show an effect: 5s or more");
  wrong({"--rate", "many"}, "\"many\" is not a rate");
  wrong({"--from", "retri-storm"}, "did you mean \"retry-storm\"?");
  wrong({"--from", "nothing-like-it"}, "nothing-like-it");
}
