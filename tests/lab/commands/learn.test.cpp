#include <catch2/catch.hpp>

#include "lab/processes/exit_code.hpp"
#include "lab/reference/course.hpp"
#include "lab/reference/lessons.hpp"
#include "tests/lab/commands/program.hpp"

using namespace faultline;
using Catch::Contains;

namespace {

/// The tiny shop as a lesson: the bank is down for 2 of 19 measured seconds.
std::string tiny_lesson(const std::string& choices) {
  std::string scenario = tiny_scenario;
  scenario.erase(scenario.rfind('}'));
  return scenario + R"(, "lesson": { "chapter": "deciding", "minutes": 5,
    "predict": { "ask": "The bank is down for {faults.0.for}. Who pays?", "design": "calls",
                 "measure": "availability", "during": "bank down")" +
         choices + R"( },
    "happens": ["Of the calls {calls.availability during bank down} succeed."],
    "why": ["Of the orders {events.completion} are paid, {events.lost} are lost."],
    "try": [ { "text": "Longer.", "set": ["faults.0.for=3s", "title=Two words"] } ] } })";
}

constexpr auto two_choices =
    R"(, "choices": [ { "text": "most", "at_least": 0.5 }, { "text": "few", "at_most": 0.5 } ])";

struct Learner {
  explicit Learner(const std::string& choices = two_choices)
      : file(folder.file("tiny.json", tiny_lesson(choices))) {}

  Answered learn(std::vector<std::string> more) const {
    std::vector<std::string> words{"learn", file, "--quiet"};
    words.insert(words.end(), more.begin(), more.end());
    return faultline_with(words);
  }

  TemporaryFolder folder;
  std::string file;
};

}  // namespace

TEST_CASE("A lesson shows the question, the prediction beside the result, and why") {
  const Learner learner;
  const auto right = learner.learn({"--guess", "2"});
  CHECK(right.code == ExitCode::holds);
  CHECK(right.err == "");
  CHECK_THAT(right.out, Contains("The bank is down for 2 s. Who pays?\n    1  most\n    2  few\n"));
  CHECK_THAT(right.out, Contains("predicted  few\n  measured   few (availability of calls during "
                                 "bank down is 0 ± 0 %)\n  The prediction was right.\n"));
  CHECK_THAT(right.out, Contains("What happens\n  - Of the calls 0 % succeed.\n"));
  CHECK_THAT(right.out, Contains("Why\n  - Of the orders 100 % are paid, 0 are lost.\n"));
  const auto wrong = learner.learn({"--guess", "1"});
  CHECK(wrong.code == ExitCode::holds);
  CHECK_THAT(wrong.out, Contains("predicted  most") && Contains("The prediction was wrong."));
}

TEST_CASE("What to try next is a command that works in a shell") {
  const Learner learner;
  CHECK_THAT(learner.learn({"--guess", "2"}).out,
             Contains("faultline run " + learner.file +
                      " --set faults.0.for=3s --set 'title=Two words'\n"));
}

TEST_CASE("Without choices the prediction is a number in the unit of the measure") {
  const Learner learner("");
  for (const std::string guess : {"0.25", "25%"})
    CHECK_THAT(learner.learn({"--guess", guess}).out, Contains("predicted  25 %\n"));
  for (const std::string guess : {"1.5", "many", "-1", ""})
    CHECK(learner.learn({"--guess", guess}).code == ExitCode::bad_input);
}

TEST_CASE("Without a prediction the question is shown and nothing is run") {
  const auto close_input = [] { close(STDIN_FILENO); };
  const Learner learner;
  const auto answer = faultline_with({"learn", learner.file}, close_input);
  CHECK(answer.code == ExitCode::bad_input);
  CHECK_THAT(answer.out, Contains("Who pays?") && !Contains("measured"));
  CHECK(answer.err == "faultline: the lesson asks for a prediction: add --guess with 1 to 2\n");
  CHECK_THAT(learner.learn({"--guess", "3"}).err, Contains("legal is 1 to 2"));
}

TEST_CASE("A changed lesson measures and tells what was changed") {
  const auto answer = Learner().learn(
      {"--guess", "2", "--set", "faults.0.for=4s", "--seed", "3", "--replications", "2"});
  CHECK(answer.code == ExitCode::holds);
  CHECK_THAT(answer.out, Contains("The bank is down for 4 s."));
  CHECK_THAT(answer.out, Contains("2 replications, seed 3") && Contains("was changed (--set)"));
}

TEST_CASE("A lesson ends with 1 where an expectation of its scenario fails") {
  const auto answer = Learner().learn({"--guess", "2", "--set", "expect.0.at_least=0", "--set",
                                       "expect.1.at_most=0", "--set", "expect.1.measure=requests"});
  CHECK(answer.code == ExitCode::fails);
  CHECK_THAT(answer.out, Contains("FAIL"));
}

TEST_CASE("What is no lesson, or is wrong with one, is refused before the question") {
  const TemporaryFolder folder;
  const auto plain = faultline_with({"learn", folder.file("plain.json", tiny_scenario)});
  CHECK(plain.code == ExitCode::bad_input);
  CHECK_THAT(plain.err, Contains("it has no \"lesson\""));
  auto text = tiny_lesson(two_choices);
  text.replace(text.find("{events.lost}"), 13, "{events.lots}");
  const auto broken = folder.file("broken.json", text);
  for (const auto& words : {std::vector<std::string>{"learn", broken, "--guess", "1"},
                            std::vector<std::string>{"validate", broken}}) {
    const auto answer = faultline_with(words);
    CHECK(answer.code == ExitCode::bad_input);
    CHECK(answer.out == "");
    CHECK_THAT(answer.err, Contains("no measure \"lots\"; did you mean \"lost\"?"));
  }
}

TEST_CASE("Every numbered scenario is a lesson of the course") {
  const auto lessons = course();
  std::size_t numbered = 0;
  for (const auto& file : json_files("scenarios")) {
    INFO(file);
    ++numbered;
    CHECK(std::ranges::count(lessons, file, &CourseLesson::file) == 1);
  }
  CHECK(lessons.size() == numbered);
  for (const auto& each : lessons) {
    INFO(each.file);
    CHECK(each.lesson.changes.size() >= 2);
    CHECK(each.lesson.sliders.size() >= 2);
  }
}

TEST_CASE("The course is listed by chapters, with minutes and questions") {
  const auto listed = faultline_with({"learn"});
  CHECK(listed.code == ExitCode::holds);
  CHECK_THAT(listed.out, Contains("first look (25 min)\n  01  15 min  Order checkout"));
  CHECK(listed.out.find("synchronous chains") < listed.out.find("deciding"));
}
