#include "lab/running/lesson_check.hpp"

#include <catch2/catch.hpp>

#include "lab/running/placeholders.hpp"
#include "tests/lab/tiny_scenario.hpp"

using namespace faultline;
using Catch::Matchers::Contains;

namespace {

constexpr auto prediction = R"("ask": "Who waits?", "design": "calls", "measure": "availability")";

/// The tiny shop as a lesson.
std::string lesson(const std::string& predict, const std::string& rest = "") {
  std::string scenario = tiny_scenario;
  scenario.erase(scenario.rfind('}'));
  return scenario + R"(, "lesson": { "chapter": "first look", "predict": {)" + predict +
         R"( }, "happens": ["It waits."], "why": ["It calls."])" + rest + "}}";
}

void check(const std::string& scenario) {
  const TemporaryFolder folder;
  auto experiment = read_experiment({.scenario = folder.file("tiny.json", scenario)});
  check_lesson(experiment);
}

void refused(const std::string& scenario, const std::string& message) {
  CHECK_THROWS_WITH(check(scenario), Contains(message));
}

/// A lesson with these choices.
std::string choices(const std::string& list) {
  return lesson(std::string(prediction) + R"(, "choices": [)" + list + "]");
}

std::string telling(const std::string& why) {
  auto text = lesson(prediction);
  return text.replace(text.find("It calls."), 9, why);
}

}  // namespace

TEST_CASE("A scenario without a lesson, and one with a sound one, are both valid") {
  CHECK_NOTHROW(check(tiny_scenario));
  CHECK_NOTHROW(check(lesson(prediction)));
  CHECK_NOTHROW(check(telling("{calls.availability during bank down} for {faults.0.for}")));
}

TEST_CASE("A prediction names a design, a measure and a window that exist") {
  refused(lesson(R"("ask": "?", "design": "call", "measure": "availability")"),
          "/lesson/predict/design: no design \"call\"; did you mean \"calls\"?");
  refused(lesson(R"("ask": "?", "design": "calls", "measure": "availabilty")"),
          "/lesson/predict/measure: no measure \"availabilty\"; did you mean \"availability\"?");
  refused(lesson(std::string(prediction) + R"(, "during": "bank dwon")"),
          "no fault, workflow, change or release \"bank dwon\"; did you mean \"bank down\"?");
  refused(lesson(R"("ask": "?", "design": "calls", "measure": "lag_max")"),
          "\"lag_max\" has no value in design \"calls\": no operation consumes events");
  refused(lesson(std::string(prediction) + R"(, "during": "bank down", "after": "bank down")"),
          "only one of \"before\", \"during\" and \"after\" can be given");
}

TEST_CASE("The choices of a prediction divide all values among them") {
  CHECK_NOTHROW(
      check(choices(R"({ "text": "all", "at_least": 0.9 }, { "text": "none", "at_most": 0.9 })")));
  refused(choices(R"({ "text": "all" })"), "\"choices\" must have at least two entries");
  refused(choices(R"({ "text": "all", "at_least": 0.9 }, { "text": "none", "at_most": 0.1 })"),
          "/lesson/predict/choices/0/at_least: no choice holds from 0.1 to 0.9");
  refused(choices(R"({ "text": "all", "at_least": 0.5 }, { "text": "none", "at_most": 0.6 })"),
          "\"none\" and \"all\" both hold from 0.5 to 0.6");
  refused(choices(R"({ "text": "all", "at_least": 0.1, "at_most": 0.9 },)"
                  R"({ "text": "none", "at_most": 0.1 })"),
          "no choice holds from 0.9 on");
  refused(choices(R"({ "text": "all", "at_least": 5 }, { "text": "none", "at_most": 5 })"),
          "5 is out of range: \"availability\" is a share, 0 to 1");
  refused(choices(R"({ "text": "all", "at_least": 1, "at_most": 1 },)"
                  R"({ "text": "none", "at_most": 1 })"),
          "no value is at least 1 and below 1");
}

TEST_CASE("A placeholder names what the run measures, or a setting of the scenario") {
  refused(telling("{calls.avail}"), "/lesson/why/0: {calls.avail}: no measure \"avail\"");
  refused(telling("{call.availability}"), "no design or section \"call\"; did you mean \"calls\"?");
  refused(telling("{calls.availability during bank dwon}"),
          "no measured window \"during bank dwon\"; did you mean \"during bank down\"?");
  refused(telling("{calls.lag_max}"), "\"lag_max\" has no value in design \"calls\"");
  refused(telling("{faults.7.for}"), "{faults.7.for}: the scenario gives no such setting");
  refused(telling("{faults.0}"), "{faults.0}: the scenario gives no such setting");
  refused(telling("{calls.availability"), "a placeholder stands in braces");
  refused(lesson(R"("ask": "{calls.availability}?", "design": "calls", "measure": "availability")"),
          "{calls.availability} is known only after the run");
}

TEST_CASE("A proposed change must apply, and leave a scenario that can be run") {
  const auto proposing = [](const std::string& set) {
    return lesson(prediction, R"(, "try": [ { "text": "Look.", "set": [)" + set + "] } ]");
  };
  CHECK_NOTHROW(check(proposing(R"("faults.0.for=3s", "services.bank.workers=2")")));
  refused(proposing(R"("faults.0.for=3")"),
          "\"faults.0.for=3\" does not apply: /faults/0/for: 3 "
          "has no unit");
  refused(proposing(R"("faults.3.for=3s")"),
          "/lesson/try/0/set/0: it does not apply: --set faults.3.for=3s");
  refused(proposing(R"("faults.0.fro=3s")"), "unknown key");
  refused(proposing(R"("faults.0.at=1h")"), "starts after the end of the run");
  refused(proposing(""), "\"set\" must have at least one entry");
}

TEST_CASE("A slider offers values that apply, the scenario's own among them") {
  const auto sliding = [](const std::string& values) {
    return lesson(prediction,
                  R"(, "sliders": [ { "title": "Load", "set": "workload.arrivals", "values": [)" +
                      values + "] } ]");
  };
  CHECK_NOTHROW(check(sliding(R"("10/s", "20/s")")));
  refused(sliding(R"("10/s", "30/s")"),
          "the scenario's own value, the text \"20/s\", must be among");
  refused(sliding(R"("20/s")"), "\"values\" must have at least two entries");
  refused(sliding(R"("20/s", "30")"), "/lesson/sliders/0/values/1: \"workload.arrivals=30\" does");
}

TEST_CASE("A text of a lesson is printed as it is, so that it has no control characters") {
  refused(telling("one\\u001b[31mtwo"), "must not contain line breaks or control characters");
  refused(telling(""), "/lesson/why/0: the text must not be empty");
}

TEST_CASE("A run does not depend on its lesson") {
  const TemporaryFolder folder;
  const auto file = folder.file("tiny.json", telling("{calls.avail}"));
  CHECK_NOTHROW(read_experiment({.scenario = file}));
}

TEST_CASE("Quantities stand in a sentence with a blank before their unit") {
  const auto words = [](const std::string& text, Node::Form form = Node::Form::text) {
    Node node;
    node.form = form;
    node.text = text;
    return setting_in_words(&node).value_or("-");
  };
  CHECK(words("2min") == "2 min");
  CHECK(words("0.5ms") == "0.5 ms");
  CHECK(words("200/s") == "200/s");
  CHECK(words("24", Node::Form::number) == "24");
  CHECK(words("round_robin") == "round_robin");
  CHECK(words("", Node::Form::object) == "-");
  CHECK(setting_in_words(nullptr) == std::nullopt);
}
