#include "models/workloads/trace.hpp"

#include <sstream>

#include "models/workloads/timestamp.hpp"
#include "tests/lab/tiny_scenario.hpp"
#include "tests/models/shop.hpp"

using namespace faultline;

namespace {

constexpr std::string_view workload = "{ \"kind\": \"open\", \"arrivals\": \"200/s\" }";

/// What is wrong with a file of this content.
std::string wrong(const std::string& csv, const std::string& column = "") {
  std::istringstream stream(csv);
  return read_trace(stream, "a.csv", {.column = column}).wrong;
}

std::int64_t nanoseconds(std::string_view text) {
  const auto found = parse_timestamp(text, std::chrono::seconds(1));
  return found ? found->count() : -1;
}

}  // namespace

TEST_CASE("what is wrong with a trace is told with its line") {
  CHECK(wrong("0\n1\n").empty());
  CHECK(wrong("at\n0\n\n1\nsoon\n") == "a.csv:5: \"soon\" is not a time");
  CHECK(wrong("0\n-1\n") == "a.csv:2: \"-1\" is not a time");
  CHECK(wrong("path,at\n/a,1\n/b\n", "at") == "a.csv:3: the line ends before column 2");
  CHECK(wrong("0\n2\n1.5\n") == "a.csv:3: 1.5 is earlier than the time above it");
}

TEST_CASE("a trace without any instant is told") {
  CHECK(wrong("") == "a.csv: it contains no times");
  CHECK(wrong("at\n\n") == "a.csv: it contains no times");
  CHECK(wrong("from,to\n1,2\n", "at").starts_with("a.csv:1: no column \"at\""));
}

TEST_CASE("an instant is read to the nanosecond") {
  CHECK(nanoseconds("0") == 0);
  CHECK(nanoseconds("1700000000.123456789") == 1'700'000'000'123'456'789);
  CHECK(nanoseconds("5.") == 5'000'000'000);
  CHECK(nanoseconds("2.5e-3") == 2'500'000);
  CHECK(nanoseconds("250ms") == 250'000'000);
  CHECK(nanoseconds("1970-01-02") == -1);
  CHECK(nanoseconds("1970-01-02T00:00:01Z") == (86'400 + 1) * 1'000'000'000ll);
  CHECK(nanoseconds("2024-03-01T12:00:00.000000001Z") == 1'709'294'400'000'000'001);
  CHECK(nanoseconds("2024-03-01 12:00:00+0530") == (1'709'294'400 - 19'800) * 1'000'000'000ll);
  CHECK(nanoseconds("2024-03-01 12:00:00-05:30") == (1'709'294'400 + 19'800) * 1'000'000'000ll);
}

TEST_CASE("what is no instant is none") {
  for (const auto* text : {"",
                           "-1",
                           "+1",
                           ".5",
                           "1,5",
                           "1 s",
                           "5 apples",
                           "1e30",
                           "99999999999999999999",
                           "nan",
                           "inf",
                           "0x10",
                           "1.2.3",
                           "2024-13-01T00:00:00Z",
                           "2023-02-29T00:00:00Z",
                           "2024-03-01T24:00:00Z",
                           "2024-03-01T12:00",
                           "2024-03-01T12:00:00.Z5",
                           "2024-03-01T12:00:00+1",
                           "2024-03-01T12:00:00Zx",
                           "9999-01-01T00:00:00Z"})
    CHECK(nanoseconds(text) == -1);
}

TEST_CASE("a trace that cannot be read is told at the field that names it") {
  CHECK(told({{workload, R"({ "kind": "replay", "file": "no/such.csv" })"}}) ==
        "shop.json:5:43: /workload/file: no/such.csv cannot be read: No such file or directory");
  const TemporaryFolder folder;
  const auto replay = [](const std::string& file, const std::string& more) {
    return told({{workload, R"({ "kind": "replay", "file": ")" + file + "\"" + more + " }"}});
  };
  const auto path = folder.path().string();
  CHECK(replay(path, "") ==
        "shop.json:5:43: /workload/file: " + path + " cannot be read: it is a folder");
  const auto file = folder.file("a.csv", "from,to\n3,4\n2,5\n");
  CHECK(replay(file, "") ==
        "shop.json:5:43: /workload/file: " + file + ":3: 2 is earlier than the time above it");
  CHECK(replay(file, R"(, "column": "to")").empty());
  CHECK(replay(file, R"(, "column": "two")")
            .find("/workload/column: " + file + ":1: no column \"two\"") != std::string::npos);
  CHECK(replay(file, R"(, "unit": "d")").find("/workload/unit: no choice \"d\"") !=
        std::string::npos);
}

TEST_CASE("a trace stands in relation to the folder of the scenario, wherever one is") {
  CHECK(Problems("lessons/shop.json").beside("traces/a.csv") == "lessons/traces/a.csv");
  CHECK(Problems("shop.json").beside("a.csv") == "a.csv");
  CHECK(Problems("lessons/shop.json").beside("/a.csv") == "/a.csv");
}
