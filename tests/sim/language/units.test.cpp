#include "sim/language/units.hpp"

#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cmath>

using namespace faultline;

namespace {

double nanoseconds(std::string_view text) {
  std::string why;
  return parse_quantity(text, duration_quantity(), why);
}

/// What is said of a text that is no value of the quantity.
std::string complaint(std::string_view text, const Quantity& quantity) {
  std::string why;
  CHECK(std::isnan(parse_quantity(text, quantity, why)));
  return why;
}

}  // namespace

TEST_CASE("durations are read in nanoseconds, whatever their unit") {
  CHECK(nanoseconds("7ns") == 7);
  CHECK(nanoseconds("2.5us") == 2500);
  CHECK(nanoseconds("250ms") == 250e6);
  CHECK(nanoseconds("1.5s") == 1.5e9);
  CHECK(nanoseconds("2min") == 2 * 60e9);
  CHECK(nanoseconds("1h") == 3600e9);
  CHECK(nanoseconds("1.5d") == 36 * 3600e9);
  CHECK(nanoseconds("1e3ms") == 1e9);
  CHECK(nanoseconds(".5s") == 0.5e9);
  CHECK(nanoseconds("-3s") == -3e9);
}

TEST_CASE("rates, sizes and bandwidths have units of their own") {
  std::string why;
  CHECK(parse_quantity("40/s", rate_quantity(), why) == 40);
  CHECK(parse_quantity("120/min", rate_quantity(), why) == Approx(2));
  CHECK(parse_quantity("7200/h", rate_quantity(), why) == Approx(2));
  CHECK(parse_quantity("43200/d", rate_quantity(), why) == Approx(0.5));
  CHECK(parse_quantity("3/ms", rate_quantity(), why) == 3000);
  CHECK(parse_quantity("16KiB", bytes_quantity(), why) == 16 * 1024);
  CHECK(parse_quantity("16KB", bytes_quantity(), why) == 16000);
  CHECK(parse_quantity("1GiB", bytes_quantity(), why) == 1024.0 * 1024 * 1024);
  CHECK(parse_quantity("1Gbps", bandwidth_quantity(), why) == 1e9 / 8);
  CHECK(parse_quantity("8kbps", bandwidth_quantity(), why) == 8e3 / 8);
  CHECK(parse_quantity("3MB/s", bandwidth_quantity(), why) == 3e6);
}

TEST_CASE("a number without unit, another quantity's unit and no number are told apart") {
  const std::string units = "(units: ns, us, ms, s, min, h, d)";
  CHECK(complaint("250", duration_quantity()) ==
        "\"250\" has no unit; a duration is written as \"250ms\" " + units);
  CHECK(complaint("3days", duration_quantity()) ==
        "unknown unit \"days\" in \"3days\"; a duration is written as \"250ms\" " + units);
  CHECK(complaint("40/s", duration_quantity()) ==
        "unknown unit \"/s\" in \"40/s\"; a duration is written as \"250ms\" " + units);
  CHECK(complaint("soon", duration_quantity()) ==
        "\"soon\" is not a duration; write it as \"250ms\" " + units);
  CHECK(complaint("", duration_quantity()) ==
        "\"\" is not a duration; write it as \"250ms\" " + units);
  CHECK(complaint("infs", duration_quantity()) ==
        "\"infs\" is not a duration; write it as \"250ms\" " + units);
  CHECK(complaint("40", rate_quantity()) ==
        "\"40\" has no unit; a rate is written as \"40/s\" (units: /d, /h, /min, /s, /ms)");
}

TEST_CASE("a value beyond all use is refused before it overflows") {
  CHECK(nanoseconds("1000000h") == 3.6e18);  // int64 ends at 9.2e18, so that two can be added
  CHECK(complaint("1000001h", duration_quantity()) ==
        "\"1000001h\" is out of range: a duration is at most 1000000h");
  CHECK(complaint("-1e300h", duration_quantity()) ==
        "\"-1e300h\" is out of range: a duration is at most 1000000h");
  CHECK(complaint("1e9GB", bytes_quantity()) ==
        "\"1e9GB\" is out of range: a size is at most 1048576GiB");
  CHECK(complaint("1e7/ms", rate_quantity()) ==
        "\"1e7/ms\" is out of range: a rate is at most 1000000/ms");
}

TEST_CASE("units are told apart by case") {
  CHECK(complaint("5MS", duration_quantity()).starts_with("unknown unit \"MS\""));
  CHECK(complaint("5kb", bytes_quantity()).starts_with("unknown unit \"kb\""));
}

TEST_CASE("a value is written in the largest unit that leaves it at one or above") {
  CHECK(write_quantity(250e6, duration_quantity()) == "250ms");
  CHECK(write_quantity(60e9, duration_quantity()) == "1min");
  CHECK(write_quantity(90e9, duration_quantity()) == "1.5min");
  CHECK(write_quantity(-5e9, duration_quantity()) == "-5s");
  CHECK(write_quantity(125e6, bandwidth_quantity()) == "1Gbps");
  CHECK(write_quantity(40, rate_quantity()) == "40/s");
  CHECK(write_quantity(1024, bytes_quantity()) == "1KiB");
}

TEST_CASE("what is written is read back as the same value") {
  for (const double value : {1.0, 999.0, 1e3, 123456.0, 2.5e9, 59e9, 61e9, 7200e9})
    CHECK(nanoseconds(write_quantity(value, duration_quantity())) == Approx(value).epsilon(1e-15));
}

TEST_CASE("a time is said as people say it") {
  using namespace std::chrono_literals;
  CHECK(in_words(0s) == "0 s");
  CHECK(in_words(Duration{100}) == "0.0000001 s");
  CHECK(in_words(90s) == "90 s");
  CHECK(in_words(1h) == "1 h");
  CHECK(in_words(10'000'000s) == "115 d 17 h 46 min 40 s");
  CHECK(in_words(1h + 500ms) == "1 h 0.5 s");
}

TEST_CASE("seconds print as exact decimals") {
  for (int i = 1; i < 3600; ++i)
    REQUIRE(fmt::format("{}", seconds(std::chrono::seconds(i))) == fmt::format("{}", i));
  CHECK(fmt::format("{}", seconds(Duration{1'000'000'001})) == "1.000000001");
}
