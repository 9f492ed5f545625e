#include "lab/text/shell_word.hpp"

#include <catch2/catch.hpp>

using namespace faultline;

TEST_CASE("a shell word is quoted only where the shell would read it otherwise") {
  CHECK(shell_word("scenarios/01-order.json") == "scenarios/01-order.json");
  CHECK(shell_word("faults.0.for=30s") == "faults.0.for=30s");
  CHECK(shell_word("big bang") == "'big bang'");
  CHECK(shell_word("it's") == "'it'\\''s'");
  CHECK(shell_word("$HOME") == "'$HOME'");
  CHECK(shell_word("") == "''");
}
