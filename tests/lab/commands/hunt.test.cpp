#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/lab/commands/program.hpp"

using namespace faultline;

namespace {

/// `faultline hunt` on the tiny scenario.
Answered hunted(const TemporaryFolder& folder, std::vector<std::string> words) {
  words.insert(words.begin(), {"hunt", folder.file("tiny.json", tiny_scenario)});
  return faultline_with(words);
}

bool says(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("A hunt names what breaks each design, how, and what breaks only one") {
  const TemporaryFolder folder;
  const auto [code, out, err] = hunted(folder, {"--kinds", "crash", "--parts", "bank"});
  CHECK(code == 1);
  CHECK(says(out, "1. crash of bank: "));
  CHECK(says(out, "bank was down; so shop failed"));
  CHECK(says(out, "no fault broke it at: bank."));
  CHECK(says(out, "breaks calls, not events: bank (crash)."));
  CHECK(says(out, "--out FOLDER writes each find"));
}

TEST_CASE("Each find of a hunt is a scenario that fails its expectations") {
  const TemporaryFolder folder;
  const auto hunt = hunted(folder, {"--kinds", "crash,errors", "--out", folder / "out"});
  CHECK(hunt.code == 1);
  CHECK(says(hunt.out, "replay  faultline run "));
  for (const std::string name : {"find-01.json", "find-02.json", "find-05.json"}) {
    INFO(name);
    CHECK(faultline_with({"run", folder / "out/" + name, "--quiet"}).code == 1);
  }
}

TEST_CASE("A hunt that finds nothing ends with exit code 0") {
  const TemporaryFolder folder;
  const auto [code, out, err] =
      hunted(folder, {"--kinds", "crash", "--parts", "bank", "--design", "events", "--quiet"});
  CHECK(code == 0);
  CHECK(says(out, "Nothing that was tried breaks it."));
  CHECK(err.empty());
}

TEST_CASE("A hunt as JSON has thresholds, measures and what was not tried") {
  const TemporaryFolder folder;
  const auto answer = hunted(folder, {"--format", "json", "--kinds", "errors", "--most", "1"});
  const auto json = nlohmann::json::parse(answer.out);
  const auto& find = json["designs"]["calls"]["finds"][0];
  CHECK(find["faults"][0]["kind"] == "errors");
  CHECK(find["faults"][0]["least"] <= 0.5);
  CHECK(find["least_for_s"] < find["tried_for_s"]);
  CHECK(find["measures"]["availability"] < 0.99);
  CHECK(json["not_tried"]["more_faults_than"] == 1);
}

TEST_CASE("A hunt refuses what it cannot do, with what was meant") {
  const TemporaryFolder folder;
  const auto refused = [&](const std::vector<std::string>& words, const std::string& why) {
    const auto [code, out, err] = hunted(folder, words);
    INFO(err);
    CHECK(code == 2);
    CHECK(out.empty());
    CHECK(says(err, why));
  };
  refused({"--hypothesis", "avialability>=0.9"}, "did you mean");
  refused({"--hypothesis", "availability"}, "MEASURE>=VALUE");
  refused({"--kinds", "crahs"}, "did you mean \"crash\"");
  refused({"--parts", "bnak"}, "did you mean \"bank\"");
  refused({"--most", "4"}, "1 to 3 is legal");
  refused({"--budget", "0"}, "1 to 1000000 is legal");
  refused({"--replications", "1"}, "2 replications at least");
}
