#include "lab/text/line_diff.hpp"

#include <catch2/catch.hpp>

using namespace faultline;

TEST_CASE("What goes and what comes stands between two lines that stay") {
  CHECK(line_diff("1\n2\n3\n4\n5\n6\n", "1\n2\n3\nfour\n5\n6\n") ==
        "@@ line 2 @@\n 2\n 3\n-4\n+four\n 5\n 6\n");
}

TEST_CASE("Changes far from each other are told apart") {
  CHECK(line_diff("a\n2\n3\n4\n5\n6\n7\nb\n", "2\n3\n4\n5\n6\n7\nb\nc\n") ==
        "@@ line 1 @@\n-a\n 2\n 3\n@@ line 7 @@\n 7\n b\n+c\n");
}

TEST_CASE("Between equal texts there is no difference") {
  CHECK(line_diff("a\nb\n", "a\nb\n").empty());
}

TEST_CASE("Between a text and nothing, all lines are different") {
  CHECK(line_diff("", "a\nb\n") == "@@ line 1 @@\n+a\n+b\n");
  CHECK(line_diff("a\n", "") == "@@ line 1 @@\n-a\n");
}
