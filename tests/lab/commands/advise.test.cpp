#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/lab/commands/program.hpp"

using namespace faultline;

namespace {

/// `faultline advise` on the tiny scenario.
Answered advised(const TemporaryFolder& folder, std::vector<std::string> words) {
  words.insert(words.begin(), {"advise", folder.file("tiny.json", tiny_scenario)});
  return faultline_with(words);
}

bool says(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("Advice names the way out, what it gains and what it costs") {
  const TemporaryFolder folder;
  const auto [code, out, err] = advised(folder, {"--design", "calls"});
  CHECK(code == 0);
  CHECK(says(out, "1. shop.buy publishes an event instead of calling bank.pay"));
  CHECK(says(out, "gains  completion +"));
  CHECK(says(out, "price  "));
  CHECK_FALSE(says(out, "events\n"));
}

TEST_CASE("Each step of advice is a scenario that runs, with its difference") {
  const TemporaryFolder folder;
  CHECK(advised(folder, {"--design", "calls", "--out", folder / "out"}).code == 0);
  CHECK(says(folder.content_of("out/step-1.diff"), "+          \"publish\": "));
  CHECK(faultline_with({"run", folder / "out/step-1.json", "--quiet"}).code < 2);
}

TEST_CASE("Advice as JSON has all measures of each version") {
  const TemporaryFolder folder;
  const auto answer = advised(folder, {"--format", "json", "--replications", "2"});
  const auto json = nlohmann::json::parse(answer.out);
  const auto& calls = json["designs"]["calls"];
  CHECK(calls["as_it_is"]["measures"]["availability"]["mean"] < 0.95);
  CHECK(calls["refused"].empty());
  CHECK(calls["sequence"][0]["difference"]["completion"]["mean"] > 0.05);
  CHECK(json["designs"].contains("events"));
}

TEST_CASE("Advice for a design that is not there is refused") {
  const TemporaryFolder folder;
  const auto [code, out, err] = advised(folder, {"--design", "cals"});
  CHECK(code == 2);
  CHECK(says(err, "did you mean"));
}

TEST_CASE("Advice from one replication is refused, since it has no interval") {
  const TemporaryFolder folder;
  const auto [code, out, err] = advised(folder, {"--replications", "1"});
  CHECK(code == 2);
  CHECK(out.empty());
  CHECK(says(err, "2 replications at least"));
}
