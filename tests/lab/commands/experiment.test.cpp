#include "tests/lab/commands/program.hpp"

/// What `run` says of a hypothesis and of a stop condition, and the files for integration.
using namespace faultline;
using Catch::Contains;

namespace {

constexpr auto example = "scenarios/kinds/hypothesis.json";
constexpr auto never = "abort.when.queue_above=100000";

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++count;
  return count;
}

std::string json_of(std::vector<std::string> words, const std::string& jobs) {
  words.insert(words.begin(), {"run", example, "--quiet", "--format", "json", "--jobs", jobs});
  return faultline_with(words).out;
}

}  // namespace

TEST_CASE("A hypothesis that holds is told with the share of the runs that were aborted") {
  const auto answer = faultline_with({"run", example, "--quiet", "--all"});
  CHECK(answer.code == 0);
  CHECK_THAT(answer.out, Contains("Steady-state hypothesis: call held (aborted), event held."));
  CHECK_THAT(answer.out, Contains("call: aborted in 100 (57 to 100) % of the replications, at 4"));
  CHECK_THAT(answer.out, !Contains("event: aborted"));
  CHECK_THAT(answer.out,
             Contains("held          call: availability before the faults at least 99"));
  CHECK_THAT(answer.out, Contains("held          the experiment: call held (aborted), event held"));
}

TEST_CASE("A hypothesis that deviates fails the run") {
  const auto answer =
      faultline_with({"run", example, "--quiet", "--set", never, "--replications", "2"});
  CHECK(answer.code == 1);
  CHECK_THAT(answer.out,
             Contains("deviated      call: availability during the faults at least 99"));
  CHECK_THAT(answer.out, !Contains("aborted"));
}

TEST_CASE("Verdicts of a hypothesis and aborts do not depend on the number of jobs") {
  CHECK(json_of({}, "1") == json_of({}, "3"));
  CHECK(json_of({"--set", never}, "1") == json_of({"--set", never}, "3"));
}

TEST_CASE("JUnit has a case for each expectation and for each probe, design and phase") {
  const TemporaryFolder folder;
  const auto answer =
      faultline_with({"run", example, "--quiet", "--set", never, "--replications", "2", "--junit",
                      folder / "junit.xml", "--markdown", folder / "summary.md"});
  CHECK(answer.code == 1);
  const auto junit = folder.content_of("junit.xml");
  // 2 expectations; availability and completion in 2 designs and 3 phases; collapsed.
  CHECK(count_of(junit, "<testcase ") == 2 + 2 * 2 * 3 + 1);
  CHECK_THAT(junit, Contains("tests=\"15\"") && Contains("time=\"110\""));
  CHECK_THAT(junit, Contains("<property name=\"seed\" value=\"1\"/>"));
  CHECK_THAT(junit, Contains("type=\"hypothesis\">deviated: availability during the faults"));
  const auto summary = folder.content_of("summary.md");
  CHECK_THAT(summary, Contains("# A hypothesis and a stop condition") &&
                          Contains("**Verdict: failed") && Contains("| Availability |") &&
                          Contains("## What broke"));
}

TEST_CASE("A file for integration that cannot be written is told before anything runs") {
  const auto answer =
      faultline_with({"run", example, "--quiet", "--junit", "/nowhere/at/all/junit.xml"});
  CHECK(answer.code == 2);
  CHECK_THAT(answer.err, Contains("/nowhere/at/all/junit.xml: cannot be written"));
}
