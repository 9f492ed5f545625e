#include "lab/reference/listing.hpp"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <functional>
#include <set>
#include <sstream>

#include "analysis/measures/measures.hpp"
#include "lab/reference/example.hpp"
#include "lab/reference/listing_search.hpp"
#include "lab/reference/listing_words.hpp"
#include "lab/text/grid.hpp"
#include "lab/text/sheet.hpp"
#include "models/arrivals/arrivals.hpp"
#include "models/scenario/scenario.hpp"
#include "sim/language/synonyms.hpp"
#include "sim/random/count.hpp"

using namespace faultline;
using Catch::Matchers::Contains;

namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

/// The text without its layout: each gap one space.
std::string words_of(const std::string& text) {
  std::istringstream stream(text);
  std::string words;
  for (std::string word; stream >> word;) words += word + " ";
  return words;
}

bool has_line(const std::string& text, const std::string& line) {
  const auto lines = lines_of(text);
  return std::ranges::find(lines, line) != lines.end();
}

void check_page(const std::string& text) {
  for (const auto& line : lines_of(text)) {
    INFO(line);
    CHECK(width_of(line) <= 100);
    CHECK_FALSE(line.ends_with(' '));
  }
}

}  // namespace

TEST_CASE("a sheet lines up its columns and wraps the last one below itself") {
  Sheet sheet(2);
  sheet.add_heading("numbers");
  sheet.add({"one", "1", "a few words"});
  sheet.add({"eleven", "", std::string(70, 'x') + " and " + std::string(20, 'y')});
  CHECK(sheet.text() ==
        "numbers\n"
        "  one     1  a few words\n"
        "  eleven     " +
            std::string(70, 'x') + " and\n" + "             " + std::string(20, 'y') + "\n");
}

TEST_CASE("an empty column takes no room and an empty sheet no line") {
  CHECK(Sheet(2).text().empty());
  Sheet sheet(0);
  sheet.add({"a", "", "b"});
  CHECK(sheet.text() == "a  b\n");
}

TEST_CASE("every family's every kind is listed with its sentence and its fields") {
  const auto text = kinds_listed();
  check_page(text);
  std::size_t kinds = 0;
  for (const auto& shape : named_shapes(Codec<Scenario>::shape())) {
    if (shape.form != Shape::Form::family) continue;
    for (const auto& kind : shape.kinds()) {
      ++kinds;
      const auto sentence = kind.says.substr(0, kind.says.find_last_of(' ', 60));
      CHECK(text.find("\n  " + kind.name + "  " + sentence) != std::string::npos);
      for (const auto& field : kind.fields)
        CHECK(text.find("\n    " + field.name + " ") != std::string::npos);
    }
  }
  CHECK(kinds == kinds_of<Step>().size() + kinds_of<Policy>().size() + kinds_of<Fault>().size() +
                     kinds_of<Selector>().size() + kinds_of<Recurrence>().size() +
                     kinds_of<Distribution>().size() + kinds_of<Count>().size() +
                     kinds_of<Arrivals>().size() + kinds_of<Workload>().size() +
                     kinds_of<Discipline>().size() + kinds_of<Balancer>().size() +
                     kinds_of<Pause>().size() + kinds_of<Strategy>().size() +
                     kinds_of<Placement>().size() + kinds_of<Criterion>().size() +
                     kinds_of<WorkflowStep>().size());
}

TEST_CASE("a field is listed with type, default, range and sentence") {
  const auto text = kinds_listed();
  CHECK(
      has_line(text,
               "    attempts          whole number          3              1 to 1000  attempts in "
               "all, the first one"));
  CHECK(has_line(
      text,
      "    after   duration       required  more than 0  how long the caller waits; changeable"));
  CHECK(has_line(text,
                 "    (short form of {\"kind\": \"constant\", \"value\": value}: only the value)"));
}

TEST_CASE("every measure is listed with its unit and which way is better") {
  const auto text = measures_listed();
  check_page(text);
  for (const auto& measure : measures)
    CHECK(text.find("\n  " + std::string(measure.key) + " ") != std::string::npos);
  CHECK(has_line(text, "latency"));
  CHECK_THAT(text, Contains("\n  divergence                 updates per read"));
  CHECK_THAT(text, Contains("\n  expired                    events x groups"));
  CHECK_THAT(text, Contains("one counts against it. No value: nothing"));
  CHECK(
      has_line(text,
               "  response_p50_s             seconds           lower   Half of the usable answers "
               "took at most this"));
}

TEST_CASE("scenarios are listed by path, a broken one with what is wrong, and nothing else") {
  const auto folder =
      std::filesystem::temp_directory_path() / ("faultline-listing-" + std::to_string(getpid()));
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "02-b.json") << R"({"title": "Second", "question": "Why?"})";
  std::ofstream(folder / "01-a.json") << "// first\n{\"title\": \"First\", \"question\": \"Who?\"}";
  std::ofstream(folder / "03-c.json") << "[1,";
  std::ofstream(folder / "scenario.schema.json") << R"({"title": "none"})";
  std::ofstream(folder / "package.json") << R"({"name": "x", "title": "no scenario"})";
  std::filesystem::create_directories(folder / "kinds");
  std::ofstream(folder / "kinds/fault-x.json") << R"({"title": "Kind", "question": "How?"})";
  const auto lines = lines_of(scenarios_listed(folder));
  REQUIRE(lines.size() >= 3);
  CHECK(lines[0] == (folder / "01-a.json").string() + "  First   Who?");
  CHECK(lines[1] == (folder / "02-b.json").string() + "  Second  Why?");
  CHECK(lines[2].starts_with((folder / "03-c.json").string() + "          "));
  CHECK(lines.back() == (folder / "kinds/fault-x.json").string() + "  Kind  How?");
  CHECK(scenarios_listed(folder).find("package") == std::string::npos);
  CHECK(words_of(scenarios_listed(folder)).find("not valid JSON") != std::string::npos);
  CHECK(scenarios_listed(folder).find("schema") == std::string::npos);
  std::filesystem::remove_all(folder);
  CHECK(scenarios_listed(folder).empty());
}

TEST_CASE("the project's scenarios are found and have a title and a question") {
  const auto folder = scenario_folder();
  REQUIRE_FALSE(folder.empty());
  const auto text = scenarios_listed(folder);
  CHECK(text.starts_with("scenarios/01-order-checkout.json "));
  CHECK(text.find(" Order checkout ") < text.find("\n"));
  CHECK(text.find("scenarios/kinds/fault-crash.json ") != std::string::npos);
  CHECK(words_of(text).find("Payment is down for two minutes") != std::string::npos);
}

TEST_CASE("every kind has an example in the scenarios, which is one whole object") {
  for (const auto& shape : named_shapes(Codec<Scenario>::shape())) {
    if (shape.form != Shape::Form::family) continue;
    for (const auto& kind : shape.kinds()) {
      if (kind.bare_name) continue;
      CAPTURE(shape.name, kind.name);
      const auto example = example_of(kind);
      REQUIRE(example);
      const auto begins = example->text.find('{');
      CHECK(example->text.find_first_not_of(' ') == begins);
      CHECK(example->text.ends_with('}'));
      CHECK_NOTHROW(parse_document(example->text, "example"));
    }
  }
}

TEST_CASE("every synonym leads to a field, a kind or a measure") {
  std::set<std::string, std::less<>> names;
  const auto add_fields = [&](const std::vector<Field>& fields) {
    for (const auto& field : fields) names.insert(field.name);
  };
  for (const auto& shape : named_shapes(Codec<Scenario>::shape())) {
    add_fields(shape.fields);
    if (shape.form != Shape::Form::family) continue;
    for (const auto& kind : shape.kinds()) {
      names.insert(kind.name);
      add_fields(kind.fields);
    }
  }
  for (const auto& measure : measures) names.emplace(measure.key);
  for (const auto& [elsewhere, here] : all_synonyms()) {
    INFO(elsewhere << " for " << here);
    CHECK(names.contains(here));
  }
}

TEST_CASE("a search finds words by their beginning, in scenarios too") {
  const auto ttl = word_listed("ttl");
  CHECK_THAT(ttl, Contains("cache.ttl") && Contains("queue-ttl.json") && !Contains("throttle"));
  CHECK_THAT(word_listed("catalog"), Contains("\nscenarios\n") || Contains("02-retry-storm.json"));
}

TEST_CASE("the name of a family lists all of its kinds, that of a section its fields") {
  CHECK_THAT(word_listed("policy"), Contains("\n  retry  ") && Contains("\n  hedge  "));
  CHECK_THAT(word_listed("run"), Catch::StartsWith("run\n    length "));
}
