#include "tests/lab/tiny_scenario.hpp"
#include "tests/theory/agrees.hpp"
#include "tests/theory/replications.hpp"

/// Requests that arrive when they once did.
using namespace faultline;

namespace {

/// Arrivals of a run of 10 s that replays this file, in seconds.
std::vector<double> replayed(const std::string& csv, const std::string& more = "") {
  const TemporaryFolder folder;
  const auto file = folder.file("trace.csv", csv);
  const Setup setup{.length = "10s",
                    .workload = R"({ "kind": "replay", "file": ")" + file + "\"" + more + " }",
                    .services = R"("a": { "workers": 1000000 })",
                    .operations = R"("a.run": [ { "effect": "done" } ])"};
  return told(setup, [](const Ledger& ledger) {
    std::vector<double> instants;
    for (const auto& transaction : ledger.transactions)
      instants.push_back(seconds(transaction.arrived));
    return instants;
  });
}

using Instants = std::vector<double>;

}  // namespace

TEST_CASE("Replay: requests arrive at the instants of the file, those after the end left out") {
  CHECK(replayed("0\n0.25\n0.25\n1.5\n9.999999999\n10\n11\n") ==
        Instants{0, 0.25, 0.25, 1.5, 9.999999999});
}

TEST_CASE("Replay: the first instant is the start of the run") {
  CHECK(replayed("100\n101.5\n") == Instants{0, 1.5});
  CHECK(replayed("1700000000.123456789\n1700000000.123456790\n1700000001.5\n") ==
        Instants{0, 1e-9, 1.376543211});
}

TEST_CASE("Replay: a column by its name, with or without quotes, behind a header") {
  const auto csv = "path,\"at, local\",at\r\n\"/a,\"\"b\"\"\",x, 5 \r\n\r\n/c,,\"7.5\"\r\n";
  CHECK(replayed(csv, R"(, "column": "at")") == Instants{0, 2.5});
  CHECK(replayed("\xEF\xBB\xBFtime,path\n5,/a\n6,/b\n") == Instants{0, 1});
}

TEST_CASE("Replay: bare numbers are in the unit that is said, others in their own") {
  CHECK(replayed("0\n1500\n", R"(, "unit": "ms")") == Instants{0, 1.5});
  CHECK(replayed("0\n0.05\n", R"(, "unit": "min")") == Instants{0, 3});
  CHECK(replayed("1700000000000000000\n1700000000000000001\n", R"(, "unit": "ns")") ==
        Instants{0, 1e-9});
  CHECK(replayed("0ms\n250ms\n1.5s\n") == Instants{0, 0.25, 1.5});
  CHECK(replayed("0\n1e-05\n2.5e0\n") == Instants{0, 1e-5, 2.5});
}

TEST_CASE("Replay: dates and times count from the first, whatever their zone") {
  CHECK(replayed("2024-02-28T23:59:59Z\n2024-02-29 00:00:01.5\n2024-02-29T01:00:03+01:00\n") ==
        Instants{0, 2.5, 4});
}

TEST_CASE("Replay: twice as fast takes half the time") {
  CHECK(replayed("0\n3\n18\n22\n", R"(, "speed": 2)") == Instants{0, 1.5, 9});
}
