#include <catch2/catch.hpp>

#include "tests/lab/commands/program.hpp"

using namespace faultline;

namespace {

/// What `faultline run` prints of the tiny scenario.
std::string printed(std::vector<std::string> words) {
  const TemporaryFolder folder;
  words.insert(words.begin(), {"run", folder.file("tiny.json", tiny_scenario), "--quiet"});
  return faultline_with(words).out;
}

bool says(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("In short: two designs are compared in coupling, failure mode, complexity and latency") {
  const auto out = printed({});
  CHECK(says(out, "\ncalls and events in short\n"));
  CHECK(says(out, "events has a monolith score of 0.00 instead of 0.40"));
  for (const auto* name : {"coupling", "failure mode", "complexity", "latency"})
    CHECK(says(out, std::string("\n  ") + name + " "));
}

TEST_CASE("In short: nobody is named where one replication has no interval") {
  const auto out = printed({"--replications", "1"});
  const auto from = out.find(" in short\n");
  REQUIRE(from != std::string::npos);
  CHECK_FALSE(says(out.substr(from), "is faster"));
  CHECK_FALSE(says(out.substr(from), "is less coupled"));
  CHECK_FALSE(says(out.substr(from), "is better in"));
}

TEST_CASE("In short: one design is compared with nothing") {
  CHECK_FALSE(says(printed({"--design", "calls"}), "in short"));
}
