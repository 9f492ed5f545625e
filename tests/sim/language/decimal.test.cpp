#include "sim/language/decimal.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <string>

using faultline::read_decimal;

namespace {

bool reads(const char* text, double value, const char* rest) {
  const auto [found, behind] = read_decimal(text);
  return found == value && behind == rest;
}

}  // namespace

TEST_CASE("A number ends where its digits end, and the unit is left") {
  CHECK(reads("250ms", 250, "ms"));
  CHECK(reads("-1.5e3s", -1500, "s"));
  CHECK(reads(".5", 0.5, ""));
  CHECK(reads("5.", 5, ""));
  CHECK(reads("1e", 1, "e"));
  CHECK(reads("1e+h", 1, "e+h"));
  CHECK(reads("0x10", 0, "x10"));
  CHECK(reads("0.1", 0.1, ""));
  CHECK(reads("1e999", HUGE_VAL, ""));
}

TEST_CASE("What does not begin with a number is left whole") {
  for (const auto* text : {"", "-", ".", "+1", " 1", "e5", "inf", "nan"}) {
    const auto [value, rest] = read_decimal(text);
    CHECK(std::isnan(value));
    CHECK(rest == std::string(text));
  }
}
