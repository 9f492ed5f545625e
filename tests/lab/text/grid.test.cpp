#include "lab/text/grid.hpp"

#include <catch2/catch.hpp>
#include <sstream>
#include <string>
#include <vector>

using namespace faultline;

TEST_CASE("Numbers of a column end where their intervals begin") {
  Grid grid;
  grid.add({"", {{"", "rest"}, {"", "events"}}, "better"});
  grid.add({"a heading that is longer than every title", {}, ""});
  grid.add({"  p99", {{"812", "± 3 ms"}, {"31", "± 0.2 ms"}}, "events"});
  grid.add({"  lost", {{"0", "± 0"}, {"1,234", "± 5"}}, ""});
  CHECK(grid.text() ==
        "              rest          events  better\n"
        "a heading that is longer than every title\n"
        "  p99   812 ± 3 ms     31 ± 0.2 ms  events\n"
        "  lost    0 ± 0     1,234 ± 5\n");
}

TEST_CASE("Columns that find no room on the page follow in a block below, with the titles") {
  Grid grid;
  const std::string wide(30, '8');
  grid.add({"", {{"", "one"}, {"", "two"}, {"", "three"}}, ""});
  grid.add({"p99", {{wide, "ms"}, {wide, "ms"}, {wide, "ms"}}, "one"});
  grid.add({"only in the first", {{"1", ""}, {"", ""}, {"", ""}}, ""});
  CHECK(grid.width() == 17 + 3 * (2 + 33) + 2 + 3);
  const std::string in_cell = "  " + wide + " ms";
  CHECK_THAT(grid.text(), Catch::StartsWith(std::string(17 + 2 + 30, ' ') + "one\n"));
  std::size_t blocks = 0;
  std::istringstream lines(grid.text());
  for (std::string line; std::getline(lines, line);) {
    CHECK(width_of(line) <= page_width);
    blocks += line.starts_with("p99              " + in_cell);
  }
  CHECK(blocks == 3);
  CHECK_THAT(grid.text(), Catch::EndsWith(in_cell + "  one\n"));
}

TEST_CASE("A long name is broken behind a mark, or anywhere where it has none") {
  CHECK(broken("rest", 10) == std::vector<std::string>{"rest"});
  CHECK(broken("events-with-outbox", 12) == std::vector<std::string>{"events-with-", "outbox"});
  CHECK(broken("incomprehensibilities", 10) ==
        std::vector<std::string>{"incomprehe", "nsibilitie", "s"});
}

TEST_CASE("Text behind a lead begins at one place, and colour takes no room") {
  const std::string words(65, 'w');
  CHECK(hung("  \033[32mrest\033[0m  ", words + " ends here") ==
        "  \033[32mrest\033[0m  " + words + " ends\n        here\n");
  CHECK(width_of("\033[1;31mgrün\033[0m") == 4);
}

TEST_CASE("A text is broken at blanks") {
  CHECK(wrapped("Who waits for the bank?", 10) == "Who waits\nfor the\nbank?\n");
  CHECK(wrapped("It takes 12 ms", 11) == "It takes\n12 ms\n");
  CHECK(wrapped("incomprehensibilities are long", 10) == "incomprehensibilities\nare long\n");
}
