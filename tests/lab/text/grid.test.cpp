#include "lab/text/grid.hpp"

#include <catch2/catch.hpp>

using namespace faultline;

TEST_CASE("Numbers of a column end where their intervals begin") {
  Grid grid;
  grid.add({"", {{"", "rest"}, {"", "events"}}, "better"});
  grid.add({"a heading that is longer than every title", {}, ""});
  grid.add({"  p99", {{"812", "± 3 ms"}, {"31", "± 0.2 ms"}}, "events"});
  grid.add({"  lost", {{"0", "± 0"}, {"1,234", "± 5"}}, ""});
  CHECK(grid.text() ==
        "               rest           events  better\n"
        "a heading that is longer than every title\n"
        "  p99    812 ± 3 ms      31 ± 0.2 ms  events\n"
        "  lost     0 ± 0      1,234 ± 5\n");
}

TEST_CASE("A text is broken at blanks") {
  CHECK(wrapped("Who waits for the bank?", 10) == "Who waits\nfor the\nbank?\n");
  CHECK(wrapped("incomprehensibilities are long", 10) == "incomprehensibilities\nare long\n");
}
