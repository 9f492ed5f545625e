#include <algorithm>
#include <catch2/catch.hpp>
#include <cstddef>
#include <sstream>
#include <string>
#include <vector>

#include "lab/text/grid.hpp"
#include "tests/lab/commands/program.hpp"

using namespace faultline;
using Catch::Contains;

namespace {

std::string table_of(std::vector<std::string> words) {
  words.insert(words.begin(), {"run", "--quiet"});
  return faultline_with(words).out;
}

std::size_t widest_line(const std::string& text) {
  std::size_t widest = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) widest = std::max(widest, width_of(line));
  return widest;
}

}  // namespace

TEST_CASE("The first lines say what was found, which expectations hold and who is better") {
  const auto text = table_of({"01", "--replications", "3"});
  const auto top = text.substr(0, text.find("\ncoupling\n"));
  CHECK_THAT(top, Contains("\n  rest    77.") && Contains("during payment\n"));
  CHECK_THAT(top, Contains("\n  All 10 expectations hold.\n"));
  CHECK_THAT(top, Contains("events is better in availability") && Contains("; rest in time to"));
}

TEST_CASE("Failed expectations are counted on top and told below") {
  const auto text = table_of({"01", "--replications", "2", "--set", "expect.0.at_most=0"});
  CHECK_THAT(text, Contains("\n  1 of 10 expectations not met, see below.\n"));
  const auto below = text.substr(text.find("\nexpectations\n"));
  CHECK_THAT(below, Contains("FAIL  rest: availability during payment down at most 0 %"));
  CHECK_THAT(below, !Contains("pass"));
}

TEST_CASE("The table fits 80 columns with two designs and with four, in brief and in full") {
  for (const std::string lesson : {"01", "02", "17"}) {
    INFO(lesson);
    CHECK(widest_line(table_of({lesson, "--replications", "2"})) <= page_width);
    CHECK(widest_line(table_of({lesson, "--replications", "2", "--all"})) <= page_width);
  }
}

TEST_CASE("The course of availability is drawn with each fault below its time") {
  const auto text = table_of({"01", "--replications", "2"});
  std::istringstream lines(text.substr(text.find("\nAvailability over time") + 1));
  std::string instants, rest, events, fault;
  std::getline(lines, instants);
  std::getline(lines, rest);
  std::getline(lines, events);
  std::getline(lines, fault);
  // 600 s in 50 characters: payment is down from 240 s to 360 s, the 21st to the 30th character.
  std::string struck;
  for (int i = 0; i < 10; ++i) struck += "▁";
  std::string whole;
  for (int i = 0; i < 20; ++i) whole += "█";
  CHECK_THAT(rest, Catch::EndsWith(whole + struck + whole));
  CHECK_THAT(events, !Contains("▁"));
  CHECK(instants.find("240 s") == fault.find("payment down"));
}
