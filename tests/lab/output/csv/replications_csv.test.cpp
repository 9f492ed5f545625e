#include "lab/output/csv/replications_csv.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "analysis/measures/measures.hpp"

using namespace faultline;
using Catch::Matchers::Contains;

TEST_CASE("A table of replications is read back to the same bits") {
  Runs runs;
  auto& results = runs.results.emplace_back();
  for (const double value : {1.0 / 3, 5e-324}) {
    std::vector<double> values(measures.size(), NAN);
    values[measure_index("availability")] = value;
    results.push_back({.summary = {.measures = {values}}});
  }
  const auto read = read_replications(replications_csv({"one, \"two\""}, runs), "r.csv");
  REQUIRE(read.size() == 1);
  CHECK(read[0].name == "one, \"two\"");
  REQUIRE(read[0].runs.size() == 2);
  CHECK(read[0].runs[0].measures[0][measure_index("availability")] == 1.0 / 3);
  CHECK(read[0].runs[1].measures[0][measure_index("availability")] == 5e-324);
  CHECK(std::isnan(read[0].runs[0].measures[0][measure_index("failed")]));
}

TEST_CASE("Measures that this program does not know are left out, and those it misses are empty") {
  const auto read = read_replications("design,replication,future,failed\na,1,7,0.5\n", "r.csv");
  CHECK(read[0].runs[0].measures[0][measure_index("failed")] == 0.5);
  CHECK(std::isnan(read[0].runs[0].measures[0][measure_index("availability")]));
}

TEST_CASE("What is no table of replications is refused with file and line") {
  CHECK_THROWS_WITH(read_replications("", "r.csv"), Contains("r.csv:1: not a table"));
  CHECK_THROWS_WITH(read_replications("design,replication,failed\na,1\n", "r.csv"),
                    Contains("r.csv:2: not a table"));
  CHECK_THROWS_WITH(read_replications("design,replication,failed\na,1,x\n", "r.csv"),
                    Contains("r.csv:2: not a table"));
}
