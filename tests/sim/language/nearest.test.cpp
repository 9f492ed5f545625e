#include <catch2/catch.hpp>

#include "sim/language/problems.hpp"

using namespace faultline;

namespace {

const std::vector<std::string> fields = {"attempts", "base", "backoff", "kind", "at_most", "rate"};

}  // namespace

TEST_CASE("The nearest name is the one with the fewest letters changed or swapped") {
  CHECK(nearest("atempts", fields) == "attempts");
  CHECK(nearest("kidn", fields) == "kind");
  CHECK(nearest("Backoff", fields) == "backoff");
  CHECK(nearest("back-off", fields) == "backoff");
  CHECK(nearest("atMost", fields) == "at_most");
}

TEST_CASE("A short name is near to none that shares hardly a letter with it") {
  CHECK(nearest("min", fields) == "");
  CHECK(nearest("cast", {"base", "rate"}) == "");
}

TEST_CASE("A name of whole words within another one is near to it") {
  CHECK(nearest("max_attempts", fields) == "attempts");
  CHECK(nearest("most", fields) == "at_most");
  CHECK(nearest("tempts", {"contempts_of"}) == "");
}

TEST_CASE("A name that other tools use leads to ours, where ours is legal there") {
  CHECK(nearest("max_retries", fields) == "attempts");
  CHECK(nearest("rps", fields) == "rate");
  CHECK(nearest("ttl", {"retention", "partitions"}) == "retention");
  CHECK(nearest("ttl", {"entries", "ttl"}) == "ttl");
  CHECK(nearest("pods", fields) == "");
}
