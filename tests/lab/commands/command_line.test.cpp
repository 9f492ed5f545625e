#include "lab/commands/command_line.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <vector>

#include "tests/lab/commands/program.hpp"
#include "tests/lab/tiny_scenario.hpp"

using namespace faultline;
using Catch::Matchers::Contains;

namespace {

/// Ctrl-C that is there before the program asks for it.
void stop_at_once() {
  sigset_t stop;
  sigemptyset(&stop);
  sigaddset(&stop, SIGINT);
  sigprocmask(SIG_BLOCK, &stop, nullptr);
  raise(SIGINT);
}

}  // namespace

TEST_CASE("A run whose expectations are met ends with 0, one whose are not with 1") {
  const TemporaryFolder folder;
  const auto file = folder.file("tiny.json", tiny_scenario);
  const auto met = faultline_with({"run", file});
  CHECK(met.code == 0);
  CHECK_THAT(met.out, Contains("2 of 2 expectations met"));
  CHECK_THAT(met.err, Contains("3 replications of 2 designs"));
  const auto failed =
      faultline_with({"run", file, "--set", "expect.0.measure=degraded", "--quiet"});
  CHECK(failed.code == 1);
  CHECK_THAT(failed.out, Contains("1 of 2 expectations met"));
  CHECK(failed.err == "");
}

TEST_CASE("The same seed gives the same bytes whatever the number of jobs, another one others") {
  const TemporaryFolder folder;
  const auto file = folder.file("tiny.json", tiny_scenario);
  const auto with = [&](const std::string& jobs, const std::string& seed, const char* out) {
    return faultline_with({"run", file, "--jobs", jobs, "--seed", seed, "--format", "json", "--out",
                           folder / out, "--quiet"});
  };
  const auto first = with("1", "7", "first");
  CHECK(first.out == with("3", "7", "second").out);
  CHECK(first.out != with("1", "8", "third").out);
  for (const std::string name :
       {"results.json", "measures.csv", "series.csv", "parts.csv", "edges.csv", "differences.csv",
        "verdicts.csv", "coupling.csv", "scenario.json"}) {
    CHECK_FALSE(folder.content_of("first/" + name).empty());
    CHECK(folder.content_of("first/" + name) == folder.content_of("second/" + name));
  }
}

TEST_CASE("The resolved scenario gives the same results again") {
  const TemporaryFolder folder;
  const auto file = folder.file("tiny.json", tiny_scenario);
  const auto first = faultline_with({"run", file, "--set", "run.length=15s", "--seed", "3", "--set",
                                     "services.bank.workers=2", "--out", folder / "out"});
  const auto again = faultline_with({"run", folder / "out/scenario.json"});
  CHECK(first.code == 0);
  CHECK(first.out == again.out);
}

TEST_CASE("One design alone, in CSV") {
  const TemporaryFolder folder;
  const auto file = folder.file("tiny.json", tiny_scenario);
  const auto answer =
      faultline_with({"run", "--design", "events", file, "--format", "csv", "--replications", "1"});
  CHECK(answer.code == 0);
  CHECK_THAT(answer.out, Contains("events,run,availability,1,,,1,1,1\n"));
  CHECK_THAT(answer.out, !Contains("calls"));
}

TEST_CASE("Words that nobody knows end with 2 and the nearest that is known") {
  const auto told = [](std::vector<std::string> words, const std::string& hint) {
    const auto answer = faultline_with(words);
    CHECK(answer.code == 2);
    CHECK(answer.out == "");
    CHECK_THAT(answer.err, Contains(hint));
  };
  told({"rnu", "x.json"}, "did you mean \"run\"?");
  told({"--verison"}, "did you mean \"--version\"?");
  told({"run", "x.json", "--sed", "1"}, "did you mean \"--seed\"?");
  told({"run", "x.json", "--format=jsn"}, "did you mean \"json\"?");
  told({"run", "x.json", "y.json"}, "unexpected \"y.json\"");
  told({"run", "x.json", "--jobs", "0"}, "--jobs");
  told({"run", "x.json", "--seed", "one"}, "--seed");
  told({"run"}, "scenario is required");
}

TEST_CASE("A whole number is decimal, and one that does not fit is no other number") {
  const TemporaryFolder folder;
  const auto file = folder.file("tiny.json", tiny_scenario);
  const auto told = [&](const std::string& option, const std::string& value) {
    const auto answer = faultline_with({"run", file, option, value, "--quiet"});
    CHECK(answer.code == 2);
    CHECK(answer.out == "");
    return answer.err;
  };
  for (const std::string option : {"--seed", "--replications", "--jobs"}) {
    CHECK(told(option, "18446744073709551615") ==
          "faultline: " + option + ": 18446744073709551615 is too large a number\n");
    for (const std::string value : {"010", "0x10", "1.5", "1e3", "+1", " 1", "", "one"})
      CHECK(told(option, value) == "faultline: " + option +
                                       ": expected a whole number in decimal, found \"" + value +
                                       "\"\n");
  }
  CHECK_THAT(told("--jobs", "4097"), Contains("1 to 4096"));
  CHECK(faultline_with({"run", file, "--seed", "9223372036854775807", "--jobs", "1"}).code == 0);
}

TEST_CASE("Bad input ends with 2 before anything is run") {
  const TemporaryFolder folder;
  const auto file = folder.file("tiny.json", tiny_scenario);
  const auto told = [](std::vector<std::string> words, const std::string& why) {
    words.insert(words.begin(), "run");
    const auto answer = faultline_with(words);
    CHECK(answer.code == 2);
    CHECK(answer.out == "");
    CHECK_THAT(answer.err, Contains(why));
  };
  told({folder / "none.json"}, "cannot be read");
  told({file, "--seed", "-1"}, "/run/seed");
  told({file, "--replications", "0"}, "/run/replications");
  told({file, "--set", "run.lenght=1s"}, "did you mean \"length\"?");
  told({file, "--out", file}, "it is a file");
  told({file, "--out", folder / "new", "--design", "cals"}, "did you mean \"calls\"?");
  CHECK_FALSE(std::filesystem::exists(folder / "new"));
}

TEST_CASE("Results that cannot be written are still printed, and the exit code is 4") {
  const TemporaryFolder folder;
  const auto file = folder.file("tiny.json", tiny_scenario);
  std::filesystem::create_directories(folder / "out/results.json/by a folder");
  const auto answer = faultline_with({"run", file, "--out", folder / "out", "--quiet"});
  CHECK(answer.code == 4);
  CHECK_THAT(answer.out, Contains("2 of 2 expectations met"));
  CHECK(answer.err ==
        "--out " + folder / "out/results.json" + ": cannot be written: Is a directory\n");
}

TEST_CASE("Stopped before the first replication is finished, a result folder stays as it was") {
  const TemporaryFolder folder;
  const auto file = folder.file("tiny.json", tiny_scenario);
  std::filesystem::create_directories(folder / "out");
  folder.file("out/results.json", "old");
  const auto answer = faultline_with(
      {"run", file, "--set", "run.length=10h", "--out", folder / "out", "--quiet"}, stop_at_once);
  CHECK(answer.code == 130);
  CHECK(answer.out == "");
  CHECK(answer.err == "interrupted: 0 of 3 replications are finished\n");
  CHECK(folder.content_of("out/results.json") == "old");
  CHECK_FALSE(std::filesystem::exists(folder / "out/measures.csv"));
}

TEST_CASE("A usage error is told in one voice") {
  const TemporaryFolder folder;
  const auto file = folder.file("tiny.json", tiny_scenario);
  const auto told = [](std::vector<std::string> words) {
    const auto answer = faultline_with(words);
    CHECK(answer.code == 2);
    CHECK(answer.out == "");
    return answer.err;
  };
  CHECK_THAT(told({"run"}), Catch::Matchers::StartsWith("faultline: scenario is required"));
  CHECK_THAT(told({"run", file, "--format", "x"}), Catch::Matchers::StartsWith("faultline: "));
  CHECK_THAT(told({"run", file, "--out", ""}),
             Catch::Matchers::StartsWith("faultline: ") && Contains("--out: it is empty"));
  CHECK_THAT(told({"run", file, "--design", "cals"}),
             Catch::Matchers::StartsWith("faultline: --design: no design"));
  CHECK_THAT(told({"run", file, "--set", "x"}),
             Catch::Matchers::StartsWith("faultline: --set x: expected key.path=value"));
  CHECK_THAT(told({"run", file, "--replications", "0"}),
             Contains("tiny.json with --replications: /run/replications: 0"));
  CHECK_THAT(told({"run", file, "--seed", "-1"}), Contains("tiny.json with --seed: /run/seed: -1"));
  CHECK_THAT(told({"run", file, "--set", "run.seed=-1"}),
             Contains("tiny.json with --set: /run/seed: -1"));
}

TEST_CASE("Help and version are no mistakes") {
  CHECK(faultline_with({"--version"}).code == 0);
  CHECK_THAT(faultline_with({"--version"}).out, Contains("faultline "));
  CHECK(faultline_with({"run", "--help"}).code == 0);
  CHECK_THAT(faultline_with({"run", "--help"}).out, Contains("--replications"));
}

TEST_CASE("A warning is told with --quiet too, and by validate, with its place") {
  const TemporaryFolder folder;
  std::string scenario = tiny_scenario;
  const std::string sales = R"("sales": {})";
  scenario.replace(scenario.find(sales), sales.size(), R"("sales": { "when_full": "refuse" })");
  const auto file = folder.file("tiny.json", scenario);
  const auto warning = file + ":18:";
  CHECK_THAT(faultline_with({"run", file, "--quiet"}).err,
             Contains(warning) && Contains("never full") && !Contains("replications"));
  CHECK_THAT(faultline_with({"validate", file}).err, Contains(warning) && Contains("never full"));
  for (const auto* command : {"run", "validate", "analyze"})
    CHECK_THAT(faultline_with({command, file}).err,
               Contains(warning) &&
                   Contains(": warning: /designs/events/topics/sales/when_full: it has no effect"));
  const auto set = faultline_with(
      {"run", file, "--quiet", "--set", R"(designs.events.topics.sales={"when_full": "refuse"})"});
  CHECK_THAT(set.err, Contains(file + " with --set: warning: /designs/events/topics/sales/"));
  const auto wrong = faultline_with({"validate", file, folder / "none.json"});
  CHECK_THAT(wrong.err.substr(wrong.err.find("none.json")), !Contains("warning"));
  CHECK_THAT(faultline_with({"run", "--help"}).out, Contains("only warnings and errors"));
}

TEST_CASE("The books in the JSON of a run balance") {
  const TemporaryFolder folder;
  const auto file = folder.file("tiny.json", tiny_scenario);
  const auto told = faultline_with({"run", file, "--quiet", "--format", "json"}).out;
  const auto bank = nlohmann::json::parse(
      told)["designs"]["events"]["topics"]["sales"]["subscriptions"]["bank.pay"];
  double left = bank["published"]["mean"];
  CHECK(left == Approx(20 * 20).epsilon(0.1));  // 20/s for 20 s
  for (const auto* end : {"delivered", "dead_lettered", "expired", "dropped", "pending"})
    left -= bank[end]["mean"].get<double>();
  CHECK(left == Approx(0).margin(1e-9));
}
