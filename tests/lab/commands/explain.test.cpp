#include <catch2/catch.hpp>
#include <sstream>

#include "lab/text/grid.hpp"
#include "tests/lab/commands/program.hpp"

using namespace faultline;

namespace {

/// The first lesson: in "rest" nobody pays while payment is down, in "events" it is paid later.
Answered explained(std::vector<std::string> words) {
  words.insert(words.begin(), {"explain", "01", "--replications", "2", "--quiet"});
  return faultline_with(words);
}

/// Wherever its lines break.
bool says(const std::string& text, const std::string& words) {
  std::istringstream pieces(text);
  std::string in_one_line;
  for (std::string piece; pieces >> piece;) in_one_line += piece + " ";
  return in_one_line.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("An explanation says what broke first, how it spread, and proves it") {
  const auto [code, out, err] = explained({});
  CHECK(code == 0);
  CHECK(says(out, "the root of 100 ± 0 % of the failures"));
  CHECK(says(out, "payment was down; so order failed; so checkout failed"));
  CHECK(says(out, "Dominoes"));
  CHECK(says(out, "Never touched:"));
  CHECK(says(out, "no request fails."));
  std::istringstream lines(out);
  for (std::string line; std::getline(lines, line);) CHECK(width_of(line) <= page_width);
}

TEST_CASE("An explanation in JSON has the proofs, the chains and the dominoes of each design") {
  const auto [code, out, err] = explained({"--format", "json", "--design", "rest"});
  CHECK(code == 0);
  for (const auto* key : {"\"proofs\"", "\"agreement\"", "\"chain\"", "\"symptom\": \"down\"",
                          "\"dominoes\"", "\"never_touched\""})
    CHECK(says(out, key));
}

TEST_CASE("An explanation of a fault or a design that is not there names the nearest") {
  const auto fault = explained({"--fault", "payment dwn"});
  CHECK(fault.code == 2);
  CHECK(says(fault.err, "payment down"));
  CHECK(fault.out.empty());
  const auto design = explained({"--design", "event"});
  CHECK(design.code == 2);
  CHECK(says(design.err, "did you mean \"events\"?"));
}
